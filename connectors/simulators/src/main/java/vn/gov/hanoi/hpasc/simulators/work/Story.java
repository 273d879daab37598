package vn.gov.hanoi.hpasc.simulators.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.simulators.hub.HubLine;
import vn.gov.hanoi.hpasc.simulators.hub.HubRefused;

/** Sends the messages that a piece of work causes, one after the other, a moment apart. */
final class Story implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Story.class);

    private final HubLine line;
    private final Duration pace;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Story(HubLine line, Duration pace) {
        this.line = line;
        this.pace = pace;
    }

    /** One step: the message is written when its time has come. */
    @FunctionalInterface
    interface Step {
        ObjectNode event();
    }

    /** Begins; returns at once. */
    void tell(String dossier, List<Step> steps) {
        if (!closed) {
            Thread thread = Thread.ofVirtual().name("story-" + dossier).unstarted(() -> telling(dossier, steps));
            running.add(thread);
            thread.start();
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(Thread::interrupt);
        line.close();
    }

    private void telling(String dossier, List<Step> steps) {
        try {
            for (Step step : steps) {
                Thread.sleep(pace);
                line.send(step.event());
            }
        } catch (HubRefused e) {
            LOG.warn("the hub refused a message about {}: {}", dossier, e.getMessage());
        } catch (IOException e) {
            LOG.debug("the story of {} ends: {}", dossier, e.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(Thread.currentThread());
        }
    }
}
