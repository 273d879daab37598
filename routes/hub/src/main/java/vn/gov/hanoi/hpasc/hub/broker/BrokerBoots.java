package vn.gov.hanoi.hpasc.hub.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which start of the broker the hub is connected to. Each new connection is shown to {@link Check} before anything else
 * may use it, since behind it may stand a broker that lost its journal.
 */
public final class BrokerBoots {

    /** The broker is there, but the hub may not use it yet. */
    public static final class NotYet extends JMSException {

        private static final long serialVersionUID = 1L;

        public NotYet(String why) {
            super(why);
        }
    }

    /** What looks at a new connection. */
    public interface Check {

        /**
         * Returns the id of this start of the broker when the broker may be used.
         *
         * @throws NotYet when it may not be used yet
         * @throws JMSException when the connection failed
         */
        UUID opened(Connection connection) throws JMSException;
    }

    private volatile @Nullable Check check;
    private volatile @Nullable UUID current;

    /** From now on {@code check} looks at new connections. */
    public void checkedBy(Check newcomer) {
        this.check = newcomer;
    }

    /** The start that the newest connection belongs to; null while there was none. */
    public @Nullable UUID current() {
        return current;
    }

    void opened(Connection connection) throws JMSException {
        Check known = check;
        if (known != null) {
            current = known.opened(connection);
        }
    }
}
