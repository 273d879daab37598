package vn.gov.hanoi.hpasc.hub.ingress.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import vn.gov.hanoi.hpasc.hub.broker.Queues;
import vn.gov.hanoi.hpasc.hub.ingress.IngressStack;
import vn.gov.hanoi.hpasc.hub.ingress.Samples;
import vn.gov.hanoi.hpasc.hub.ingress.TestBroker;

/** An intake goes on after whatever is thrown, and shows meanwhile that it is down. */
class IntakeSurvivalIT {

    private static final String IN = "hpasc.in.H26.01";
    private static final String RECEIPTS = "hpasc.receipts.H26.01";

    private IngressStack hub;
    private TestBroker broker;

    @BeforeEach
    void fresh() throws JMSException {
        hub = IngressStack.fresh();
        broker = hub.bean(TestBroker.class);
        answers(0);
        try (JMSContext context = hub.bean(ConnectionFactory.class).createContext();
                JMSConsumer parked = context.createConsumer(context.createQueue(Queues.UNREADABLE))) {
            while (parked.receiveNoWait() != null) {
                assertThat(parked).isNotNull();
            }
        }
    }

    /** At least {@code most} answers, each as its kind and id; and all that there are. */
    private List<String> answers(int most) throws JMSException {
        List<String> answers = new ArrayList<>();
        try (JMSContext agency = broker.core(IngressStack.CORE).createContext();
                JMSConsumer receipts = agency.createConsumer(agency.createQueue(RECEIPTS))) {
            Message answer = receipts.receive(most == 0 ? 50 : 30_000);
            while (answer != null) {
                answers.add(answer.getStringProperty("kind") + " " + answer.getJMSCorrelationID());
                answer = receipts.receive(answers.size() < most ? 30_000 : 50);
            }
        }
        return answers;
    }

    @Test
    void givesUpTheOneMessageAtWhichTheHubBreaksAndTakesItsNeighboursInOrder() throws JMSException {
        hub.acceptance().breakAt("q-3");
        List<String> ids = IntStream.range(0, 8).mapToObj(n -> "q-" + n).toList();
        try (JMSContext agency = broker.core(IngressStack.CORE).createContext(JMSContext.SESSION_TRANSACTED)) {
            for (String id : ids) {
                Message message = agency.createTextMessage(Samples.submitted(id));
                message.setJMSCorrelationID(id);
                agency.createProducer().send(agency.createQueue(IN), message);
            }
            agency.commit();
        }
        IntakeStatus status = hub.bean(IntakeStatus.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> status.health().getStatus().equals(Status.DOWN));
        assertThat(status.health().getDetails().get("down"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("H26.01");
        assertThat(up()).isZero();

        assertThat(answers(ids.size()))
                .containsExactlyElementsOf(ids.stream()
                        .map(id -> (id.equals("q-3") ? "refusal " : "receipt ") + id)
                        .toList());
        assertThat(hub.acceptance().accepted())
                .containsExactlyElementsOf(
                        ids.stream().filter(id -> !id.equals("q-3")).toList());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> status.health().getStatus().equals(Status.UP));
        assertThat(up()).isEqualTo(1);
        try (JMSContext context = hub.bean(ConnectionFactory.class).createContext();
                JMSConsumer parked = context.createConsumer(context.createQueue(Queues.UNREADABLE))) {
            Message message = parked.receive(30_000);
            assertThat(message.getStringProperty("agency")).isEqualTo("H26.01");
            assertThat(message.getBody(byte[].class)).isEqualTo(Samples.utf8(Samples.submitted("q-3")));
        }
    }

    private double up() {
        return hub.bean(MeterRegistry.class)
                .get("hub.queue.intake.up")
                .tag("agency", "H26.01")
                .gauge()
                .value();
    }
}
