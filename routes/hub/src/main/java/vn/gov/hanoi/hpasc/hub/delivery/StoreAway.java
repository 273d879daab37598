package vn.gov.hanoi.hpasc.hub.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL is away: the broker keeps the message, and it comes again. */
class StoreAway extends Exception {

    private static final long serialVersionUID = 1L;

    StoreAway(String reason) {
        super(reason);
    }

    private StoreAway(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    static <T extends @Nullable Object> T waitFor(CompletableFuture<T> future) throws StoreAway {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreAway away) {
                throw away;
            }
            throw new StoreAway(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreAway(e);
        }
    }
}
