package vn.gov.hanoi.hpasc.hub.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Counts the bytes of request bodies in memory, in all and by owner, and refuses what would exceed the whole or the owner's
 * limit with {@link ErrorCode#OVERLOADED}. What a lease took is given back when it is closed, however the request ended.
 */
public final class BodyBudget {

    private final long total;
    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> byOwner = new ConcurrentHashMap<>();

    public BodyBudget(long total) {
        this.total = total;
    }

    /**
     * Whom bytes are counted for besides the whole.
     *
     * @param name of the account
     * @param most bytes it may hold at the same time
     */
    public record Owner(String name, long most) {}

    /** Bytes that {@code percent} of the whole are. */
    public long share(int percent) {
        return Math.multiplyExact(total, percent) / 100;
    }

    /** A lease that holds nothing yet. */
    public Lease lease(Owner... owners) {
        return new Lease(List.of(owners));
    }

    /** Bytes held now. */
    public long used() {
        return used.get();
    }

    /** Bytes that {@code owner} holds now. */
    public long used(String owner) {
        return byOwner.getOrDefault(owner, 0L);
    }

    private boolean take(String owner, long bytes, long most) {
        boolean[] taken = {false};
        byOwner.compute(owner, (name, held) -> {
            long before = held == null ? 0 : held;
            taken[0] = before + bytes <= most;
            return taken[0] ? Long.valueOf(before + bytes) : held;
        });
        return taken[0];
    }

    private void give(String owner, long bytes) {
        byOwner.computeIfPresent(owner, (name, held) -> held == bytes ? null : Long.valueOf(held - bytes));
    }

    private boolean takeOfTheWhole(long bytes) {
        long now = used.addAndGet(bytes);
        if (now > total) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** What one request holds. Not safe for use by several threads at the same time. */
    public final class Lease implements AutoCloseable {

        private final List<Owner> owners;
        private long held;

        private Lease(List<Owner> owners) {
            this.owners = owners;
        }

        /** @throws Refusal when so many more bytes would be too many; nothing is taken then */
        public void take(long bytes) {
            if (!tryTake(bytes)) {
                throw new Refusal(ErrorCode.OVERLOADED);
            }
        }

        /** Takes so many more bytes; false, and nothing is taken, when they would be too many. */
        public boolean tryTake(long bytes) {
            if (bytes <= 0) {
                return true;
            }
            List<Owner> taken = new ArrayList<>(owners.size());
            for (Owner owner : owners) {
                if (!BodyBudget.this.take(owner.name(), bytes, owner.most())) {
                    taken.forEach(before -> give(before.name(), bytes));
                    return false;
                }
                taken.add(owner);
            }
            if (!takeOfTheWhole(bytes)) {
                taken.forEach(before -> give(before.name(), bytes));
                return false;
            }
            held += bytes;
            return true;
        }

        @Override
        public void close() {
            long bytes = held;
            held = 0;
            if (bytes > 0) {
                owners.forEach(owner -> give(owner.name(), bytes));
                used.addAndGet(-bytes);
            }
        }
    }
}
