package vn.gov.hanoi.hpasc.hub.landregistry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/** What was asked to be revoked and not answered yet: as metrics, and as a list for operators. */
public final class RevocationWatch {

    private static final String OPEN = """
            select d.code, r.obligation_id, o.name, o.notice, o.amount, r.requested_by, r.requested_at, r.reason
            from revocation r
            join dossier d on d.dossier_id = r.dossier_id
            left join obligation o on o.dossier_id = r.dossier_id and o.obligation_id = r.obligation_id
            where r.state = 'open' order by r.requested_at limit ?""";

    private final Transactions transactions;
    private final Store store;
    private final Clock clock;
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong oldest = new AtomicLong();

    RevocationWatch(Transactions transactions, Store store, Clock clock, MeterRegistry meters) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        Gauge.builder("hub.revocations.open", open, AtomicLong::get)
                .description("obligations of withdrawn dossiers that wait to be revoked")
                .register(meters);
        Gauge.builder("hub.revocations.oldest", oldest, AtomicLong::get)
                .description("how long the oldest of them waits")
                .baseUnit("seconds")
                .register(meters);
    }

    /** One that is open. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OpenRevocation(
            String dossier,
            String obligationId,
            @Nullable String name,
            @Nullable String notice,
            @Nullable Long amount,
            @Nullable UUID requestedBy,
            Instant requestedAt,
            @Nullable String reason) {}

    /** The oldest first. */
    public List<OpenRevocation> open(int most) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
                statement.setInt(1, most);
                List<OpenRevocation> all = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        all.add(new OpenRevocation(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getObject(5, Long.class),
                                row.getObject(6, UUID.class),
                                row.getObject(7, OffsetDateTime.class).toInstant(),
                                row.getString(8)));
                    }
                }
                return all;
            }
        });
    }

    @Scheduled(fixedDelayString = "${hub.land-registry.count:5s}")
    void count() {
        if (!store.ready()) {
            return;
        }
        try {
            transactions.ask(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(
                                "select count(*), min(requested_at) from revocation where state = 'open'");
                        ResultSet row = statement.executeQuery()) {
                    row.next();
                    OffsetDateTime first = row.getObject(2, OffsetDateTime.class);
                    open.set(row.getLong(1));
                    oldest.set(
                            first == null
                                    ? 0
                                    : Duration.between(first.toInstant(), clock.instant())
                                            .toSeconds());
                    return true;
                }
            });
        } catch (StoreUnavailable away) {
            // the last numbers stay; the store itself says that it is away
        }
    }
}
