package vn.gov.hanoi.hpasc.hub.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.sandbox.Stories.Told;

/**
 * Lets the stories happen: each agency says its next message once it has received what it answers. Dossiers of others are
 * left alone, so that whoever tries the sandbox can play any agency's part.
 */
final class Narrator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Narrator.class);
    private static final Duration BEFORE_REPEATING = Duration.ofMillis(500);

    private final AgencyLines lines;
    private final Cashier cashier;
    private final Agencies agencies;
    private final Clock clock;
    private final Map<String, Progress> byDossier = new ConcurrentHashMap<>();
    private final List<Progress> order = new ArrayList<>();
    private final ExecutorService speaking = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    Narrator(AgencyLines lines, Cashier cashier, Agencies agencies, Clock clock) {
        this.lines = lines;
        this.cashier = cashier;
        this.agencies = agencies;
        this.clock = clock;
    }

    /** Begins all stories at once. */
    void begin(List<Told> stories) {
        for (Told told : stories) {
            Progress progress = new Progress(told);
            order.add(progress);
            byDossier.put(told.dossier(), progress);
        }
        order.forEach(progress -> speaking.execute(progress::tell));
    }

    /** Tells the narrator what an agency's system received; returns at once. */
    void received(AgencyCode agency, String dossier, String type) {
        Progress progress = byDossier.get(dossier);
        if (progress != null) {
            progress.received(agency, type);
        }
    }

    /** Waits until every story came to its end, or came to one that an agency elsewhere must go on with. */
    boolean ended(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (Progress progress : order) {
            if (!progress.end.await(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        speaking.shutdownNow();
    }

    /** How far one story is. */
    private final class Progress {

        private final Told told;
        private final List<String> heard = new ArrayList<>();
        private final CountDownLatch end = new CountDownLatch(1);

        Progress(Told told) {
            this.told = told;
        }

        synchronized void received(AgencyCode agency, String type) {
            heard.add(agency + " " + type);
            notifyAll();
        }

        void tell() {
            try {
                for (int index = 0; index < told.story().steps().size(); index++) {
                    awaitCue(index);
                    if (!say(index)) {
                        return;
                    }
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } finally {
                end.countDown();
            }
        }

        /** Waits until the sender of the step has received the step before, where that came from someone else. */
        private synchronized void awaitCue(int index) throws InterruptedException {
            Story.Step step = told.story().steps().get(index);
            String cue = cue(index, step);
            while (cue != null && !heard.remove(cue)) {
                wait();
            }
        }

        private @Nullable String cue(int index, Story.Step step) {
            if (index == 0 || step.whenever()) {
                return null;
            }
            Story.Step before = told.story().steps().get(index - 1);
            AgencyCode heardBy = step.heardBy();
            if (before.by().equals(heardBy == null ? step.by() : heardBy)
                    && (heardBy == null || !saidByTheHub(before))) {
                return null;
            }
            return (heardBy == null ? step.by() : heardBy) + " "
                    + before.messageType().wire();
        }

        /** What a played gateway was paid, the hub says, to whoever paid too; what an agency says itself it does not hear. */
        private boolean saidByTheHub(Story.Step step) {
            String through = step.through();
            return through != null && cashier.plays(through);
        }

        /** Says it until the hub gives a receipt, with the same id each time; false when the hub refuses. */
        private boolean say(int index) throws InterruptedException {
            DossierMessage message = told.message(index, clock.instant());
            String through = told.story().steps().get(index).through();
            if (through != null && cashier.plays(through)) {
                return pay(through, message);
            }
            Transport over = wire(told.story().steps().get(index));
            while (!closed) {
                Answer answer = lines.send(message, over);
                switch (answer.kind()) {
                    case RECEIPT -> {
                        return true;
                    }
                    case REFUSED -> {
                        LOG.atError()
                                .addKeyValue("message", message.key())
                                .addKeyValue("answer", answer.text())
                                .log("sandbox.refused");
                        return false;
                    }
                    case LATER -> Thread.sleep(BEFORE_REPEATING);
                }
            }
            return false;
        }

        /** The citizen pays, and the hub says so to all. */
        private boolean pay(String through, DossierMessage message) throws InterruptedException {
            while (!closed) {
                Answer answer = cashier.pay(through, message);
                switch (answer.kind()) {
                    case RECEIPT -> {
                        return true;
                    }
                    case REFUSED -> {
                        LOG.atError().addKeyValue("answer", answer.text()).log("sandbox.not-paid");
                        return false;
                    }
                    case LATER -> Thread.sleep(BEFORE_REPEATING);
                }
            }
            return false;
        }

        private Transport wire(Story.Step step) {
            Transport over = step.over();
            return over != null
                    ? over
                    : agencies.byCode(step.by()).orElseThrow().destination().transport();
        }
    }
}
