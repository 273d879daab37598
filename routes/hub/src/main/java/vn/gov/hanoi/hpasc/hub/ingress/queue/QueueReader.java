package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.queue.Received.Unreadable;

/** Takes what is in a queue at the moment, bounded by number and by bytes, each message whole before the next. */
final class QueueReader {

    private static final byte[] NOTHING = new byte[0];

    private final OwnFailures failures = new OwnFailures();
    private final int mostMessages;
    private final int mostBytes;
    private final int longest;
    private int underWay;

    QueueReader(IngressProperties limits) {
        this.mostMessages = limits.queueBatch();
        this.mostBytes = limits.queueBatchBytes();
        this.longest = limits.maxMessageBytes();
    }

    /**
     * What is there now, acknowledged in the consumer's transaction; waits a little for the first.
     *
     * @throws ActiveMQException when the broker breaks off
     */
    List<Received> take(ClientConsumer queue, long waitMillis) throws ActiveMQException {
        List<Received> taken = new ArrayList<>();
        underWay = 0;
        int most = failures.atOnce(mostMessages);
        long bytes = 0;
        ClientMessage message = queue.receive(waitMillis);
        while (message != null) {
            underWay++;
            Received received = read(message, queue);
            message.acknowledge();
            taken.add(received);
            bytes += received.size();
            boolean more = taken.size() < most && bytes < mostBytes && !received.abandoned();
            message = more ? queue.receiveImmediate() : null;
        }
        return taken;
    }

    private Received read(ClientMessage message, ClientConsumer queue) throws ActiveMQException {
        if (failures.givesUp()) {
            return givenUp(message);
        }
        try {
            return CoreReading.read(message, longest);
        } catch (ActiveMQException failed) {
            if (queue.isClosed()) {
                throw failed;
            }
            throw new IllegalStateException("the rest of a message does not come", failed);
        }
    }

    private Received givenUp(ClientMessage message) {
        Problem why = Problem.of(ErrorCode.INTERNAL);
        try {
            Received received = CoreReading.read(message, longest);
            return received.problem() == null ? received.givenUp(why) : received;
        } catch (ActiveMQException | RuntimeException | Error again) {
            return Received.unreadable(null, why, new Unreadable("not read", NOTHING, 0))
                    .cutOff();
        }
    }

    /** Tells that the messages taken last were settled. */
    void settled(int messages) {
        failures.settled(messages);
    }

    /** Tells that the hub failed at the messages taken last. */
    void failed() {
        if (underWay > 0) {
            failures.failed(underWay);
            underWay = 0;
        }
    }
}
