package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;

/**
 * The token that all calls of this node share. However many are refused at once, one of them asks for another and the others
 * take what it got; and where none is given, none is asked for again at once.
 */
final class LandSession {

    private final Asking asking;
    private final Duration renewBefore;
    private final Duration pause;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Token token;
    private Instant notBefore = Instant.MIN;

    /** Asks for a token once. */
    @FunctionalInterface
    interface Asking {
        Token ask() throws DestinationUnavailable;
    }

    /** A token; two are never the same, whatever is written on them. */
    static final class Token {

        private final String text;
        private final Instant end;

        Token(String text, Instant end) {
            this.text = text;
            this.end = end;
        }

        String text() {
            return text;
        }
    }

    LandSession(Asking asking, LandRegistryProperties.OAuth oauth, Clock clock) {
        this.asking = asking;
        this.renewBefore = oauth.renewBefore();
        this.pause = oauth.pause();
        this.clock = clock;
    }

    Token token() throws DestinationUnavailable {
        Token current = token;
        return current != null && good(current) ? current : other(current);
    }

    /** Another token than {@code refused}: the one somebody else got meanwhile, or a new one. */
    Token other(@Nullable Token refused) throws DestinationUnavailable {
        lock.lock();
        try {
            Token current = token;
            if (current != null && current != refused && good(current)) {
                return current;
            }
            if (clock.instant().isBefore(notBefore)) {
                throw new DestinationUnavailable(
                        ErrorCode.DESTINATION_DENIED_US, "no token was given a moment ago", null, null);
            }
            Token fresh = asked();
            token = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private Token asked() throws DestinationUnavailable {
        try {
            return asking.ask();
        } catch (DestinationUnavailable failure) {
            notBefore = clock.instant().plus(pause);
            throw failure;
        }
    }

    private boolean good(Token current) {
        return clock.instant().plus(renewBefore).isBefore(current.end);
    }
}
