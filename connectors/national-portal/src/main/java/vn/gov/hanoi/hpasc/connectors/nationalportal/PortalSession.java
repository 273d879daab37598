package vn.gov.hanoi.hpasc.connectors.nationalportal;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.portal.PortalSilent;

/**
 * The session that all calls of this node share. However many are refused at once, one of them logs in and the others take
 * what it got; and when the portal lets nobody in, it is not asked again at once.
 */
final class PortalSession {

    private final Login login;
    private final Clock clock;
    private final PortalProperties.Wire wire;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Ticket ticket;
    private Instant notBefore = Instant.MIN;

    /** Logs in once. */
    @FunctionalInterface
    interface Login {
        String session() throws DestinationUnavailable, PortalSilent;
    }

    /** A session. Two tickets are never the same, whatever the portal writes on them. */
    static final class Ticket {
        private final String session;

        Ticket(String session) {
            this.session = session;
        }

        String session() {
            return session;
        }
    }

    PortalSession(Login login, PortalProperties.Wire wire, Clock clock) {
        this.login = login;
        this.wire = wire;
        this.clock = clock;
    }

    Ticket ticket() throws DestinationUnavailable, PortalSilent {
        Ticket current = ticket;
        return current == null ? other(null) : current;
    }

    /** Another ticket than {@code refused}: the one somebody else got meanwhile, or a new one. */
    Ticket other(@Nullable Ticket refused) throws DestinationUnavailable, PortalSilent {
        lock.lock();
        try {
            Ticket current = ticket;
            if (current != null && current != refused) {
                return current;
            }
            if (clock.instant().isBefore(notBefore)) {
                throw new DestinationUnavailable(
                        ErrorCode.DESTINATION_DENIED_US, "the portal let nobody in a moment ago", null, null);
            }
            Ticket fresh = new Ticket(login.session());
            ticket = fresh;
            return fresh;
        } catch (DestinationUnavailable failure) {
            if (failure.code() == ErrorCode.DESTINATION_DENIED_US
                    && !clock.instant().isBefore(notBefore)) {
                notBefore = clock.instant().plus(wire.loginPause());
            }
            throw failure;
        } finally {
            lock.unlock();
        }
    }
}
