package vn.gov.hanoi.hpasc.hub.accept;

import java.util.Set;
import vn.gov.hanoi.hpasc.hub.commit.Collision;

/** A transaction needs more than it has locked: nothing is written, and it begins anew with all of these names. */
final class MoreToLock extends Collision {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> names;

    MoreToLock(Set<String> names) {
        super("what waits brings names");
        this.names = Set.copyOf(names);
    }

    /** All names to be locked, in one statement. */
    Set<String> names() {
        return names;
    }

    /** One transaction, with names to lock besides those it knows of. */
    @FunctionalInterface
    interface Attempt<R> {
        R with(Set<String> besides) throws java.sql.SQLException, Collision;
    }

    /** Makes {@code attempt} until it has locked all that it needs. Each attempt knows more names than the one before. */
    static <R> R until(Attempt<R> attempt) throws java.sql.SQLException, Collision {
        Set<String> besides = Set.of();
        while (true) {
            try {
                return attempt.with(besides);
            } catch (MoreToLock more) {
                besides = more.names();
            }
        }
    }
}
