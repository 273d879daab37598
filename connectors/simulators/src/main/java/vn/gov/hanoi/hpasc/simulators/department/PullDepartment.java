package vn.gov.hanoi.hpasc.simulators.department;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.simulators.hub.AgencyToken;
import vn.gov.hanoi.hpasc.simulators.hub.InboxLine;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.SimulatedSystem;

/**
 * A department without an address of its own: it fetches from its inbox at the hub and reports what became of it. Whatever
 * the script says short of taking or refusing, it reports nothing, and its lease runs out.
 */
public final class PullDepartment implements SimulatedSystem {

    private static final Logger LOG = LoggerFactory.getLogger(PullDepartment.class);
    private static final int AT_ONCE = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Desk desk = new Desk(Clock.systemUTC());
    private final InboxLine inbox;
    private @Nullable Thread fetcher;

    private PullDepartment(InboxLine inbox) {
        this.inbox = inbox;
    }

    /** Starts fetching; the hub need not be there yet. */
    public static PullDepartment start(URI hub, AgencyToken token) {
        PullDepartment department = new PullDepartment(new InboxLine(hub, token));
        department.comeBack();
        return department;
    }

    @Override
    public Desk desk() {
        return desk;
    }

    @Override
    public synchronized void goDown() {
        Thread running = fetcher;
        fetcher = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public synchronized void comeBack() {
        if (fetcher == null) {
            fetcher = Thread.ofVirtual().name("pull-department").start(this::fetchUntilInterrupted);
        }
    }

    @Override
    public void close() {
        goDown();
        inbox.close();
    }

    private void fetchUntilInterrupted() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (!fetched()) {
                    Thread.sleep(BETWEEN_LOOKS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was anything, so that it is worth looking again at once. */
    private boolean fetched() throws InterruptedException {
        boolean any = false;
        try {
            for (JsonNode leased : inbox.lease(AT_ONCE)) {
                deal(leased);
                any = true;
            }
            return any;
        } catch (IOException e) {
            LOG.debug("the hub is away: {}", e.getMessage());
            return false;
        }
    }

    private void deal(JsonNode leased) throws IOException, InterruptedException {
        JsonNode message = leased.path("message");
        String deliveryId = leased.path("deliveryId").asText();
        Desk.Decision decision = desk.decide(new Arrival(
                leased.path("idempotencyKey").asText(),
                leased.path("sequence").asLong(),
                message.path("subject").asText(),
                message.path("type").asText(),
                message.toString()));
        switch (decision.behaviour()) {
            case Behaviour.Accept accept -> inbox.accepted(deliveryId, String.valueOf(decision.reference()));
            case Behaviour.Slow slow -> {
                Thread.sleep(slow.delay());
                inbox.accepted(deliveryId, String.valueOf(decision.reference()));
            }
            case Behaviour.Refuse refuse -> inbox.refused(deliveryId, refuse.reason());
            case Behaviour.Status status -> LOG.debug("{} is left to its lease", deliveryId);
            case Behaviour.Hang hang -> Thread.sleep(hang.silence());
            case Behaviour.Reset reset -> LOG.debug("{} is left to its lease", deliveryId);
            case Behaviour.Garbage garbage -> LOG.debug("{} is left to its lease", deliveryId);
            case Behaviour.TakeThen then -> throw new IllegalStateException("the desk resolves " + then);
        }
    }
}
