package vn.gov.hanoi.hpasc.simulators.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an event again, with the same id, for as long as there is neither receipt nor refusal: as a good sender does. */
public final class PatientLine implements HubLine {

    private static final Logger LOG = LoggerFactory.getLogger(PatientLine.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final HubLine line;
    private volatile boolean closed;

    public PatientLine(HubLine line) {
        this.line = line;
    }

    @Override
    public void send(ObjectNode event) throws IOException, HubRefused, InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            try {
                line.send(event);
                return;
            } catch (IOException noReceipt) {
                if (closed) {
                    throw noReceipt;
                }
                LOG.debug("no receipt for {} yet: {}", event.path("id").asText(), noReceipt.getMessage());
                Thread.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        line.close();
    }
}
