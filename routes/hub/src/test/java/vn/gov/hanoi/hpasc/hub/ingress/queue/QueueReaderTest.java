package vn.gov.hanoi.hpasc.hub.ingress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;

class QueueReaderTest {

    private static final int LONGEST = 100_000;
    private static final int BATCH_BYTES = 250_000;

    private final ClientConsumer queue = mock(ClientConsumer.class);
    private final QueueReader reader = new QueueReader(new IngressProperties(
            Duration.ofSeconds(1),
            LONGEST,
            1,
            1,
            200,
            BATCH_BYTES,
            10,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1)));

    private void endless(int characters) throws ActiveMQException {
        when(queue.receive(1)).thenAnswer(call -> text(characters));
        when(queue.receiveImmediate()).thenAnswer(call -> text(characters));
    }

    private static ClientMessageImpl text(int characters) {
        ClientMessageImpl message = new ClientMessageImpl((byte) 3, true, 0, 0, (byte) 4, 1024);
        message.getBodyBuffer().writeNullableSimpleString(SimpleString.of("x".repeat(characters)));
        return message;
    }

    @Test
    void takesNoMoreBytesAtOnceThanTheBatchMayHave() throws ActiveMQException {
        endless(60_000);

        assertThat(reader.take(queue, 1))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.body()).hasSize(60_000));
    }

    @Test
    void keepsNothingOfMessagesThatAreTooLong() throws ActiveMQException {
        endless(LONGEST * 3);

        List<Received> taken = reader.take(queue, 1);

        assertThat(taken).hasSize(200).allSatisfy(one -> assertThat(one.size()).isZero());
    }

    @Test
    void takesMessagesOneByOneAfterAFailureOfItsOwnAndGivesUpTheOneThatFailsAlone() throws ActiveMQException {
        endless(10);
        assertThat(reader.take(queue, 1)).hasSize(200);
        reader.failed();

        for (int i = 0; i < OwnFailures.MOST; i++) {
            assertThat(reader.take(queue, 1))
                    .singleElement()
                    .satisfies(one -> assertThat(one.problem()).isNull());
            reader.failed();
        }
        assertThat(reader.take(queue, 1))
                .singleElement()
                .satisfies(one -> assertThat(one.problem()).isNotNull());
        reader.settled(1);
        assertThat(reader.take(queue, 1))
                .singleElement()
                .satisfies(one -> assertThat(one.problem()).isNull());
    }
}
