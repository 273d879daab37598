package vn.gov.hanoi.hpasc.hub.callback;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/**
 * The table {@code payment_callback}: genuine calls as they came, for a bounded time. Of calls that nobody we know has signed
 * it has what they are about, size and hash, and of these so many a minute and so many in all.
 */
public final class CallbackLog {

    /** Its commit does not wait for the disk: that of the decision, which comes before the answer, brings it there too. */
    private static final String INSERT = """
            insert into payment_callback (received_at, gateway, merchant, purpose, method, query, headers, body, truncated,
                                          remote_address, verified, body_bytes, body_sha256, verdict)
            select :at, :gateway, :merchant, :purpose, :method, :query, cast(:headers as jsonb), :body, :truncated, :address,
                   :verified, :bytes, :hash, :verdict
            from (select set_config('synchronous_commit', 'off', true) offset 0) as soon
            returning callback_id""";
    /** What could let its reader in somewhere. */
    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization");

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_METHOD = 10;

    private final Book book;
    private final Store store;
    private final CallbackProperties properties;
    private final UnverifiedBudget budget;
    private final Clock clock;

    CallbackLog(Book book, Store store, CallbackProperties properties, UnverifiedBudget budget, Clock clock) {
        this.book = book;
        this.store = store;
        this.properties = properties;
        this.budget = budget;
        this.clock = clock;
    }

    /** What a call was made for. */
    record Subject(String gateway, String merchant, String purpose) {}

    /** Keeps a call whose caller proved who it is, whole, before anything is decided about it. */
    long keep(RawCallback raw, Subject subject) {
        return book.write(page -> page.sql(INSERT)
                .params(common(raw, subject))
                .param("query", raw.rawQuery().getBytes(StandardCharsets.UTF_8))
                .param("headers", headers(raw))
                .param("body", raw.rawBody())
                .param("truncated", false)
                .param("verified", true)
                .param("verdict", null, Types.VARCHAR)
                .query(Long.class)
                .single());
    }

    /**
     * Keeps that a call came, without a word of what it said; null where too many come to keep even that.
     *
     * @param verdict what was decided; null while it is not
     */
    @Nullable
    Long trace(RawCallback raw, Subject subject, boolean verified, @Nullable String verdict) {
        if (!budget.allows(raw.remoteAddress())) {
            return null;
        }
        return book.write(page -> page.sql(INSERT)
                .params(common(raw, subject))
                .param("query", new byte[0])
                .param("headers", "{}")
                .param("body", new byte[0])
                .param("truncated", true)
                .param("verified", verified)
                .param("verdict", verdict, Types.VARCHAR)
                .query(Long.class)
                .single());
    }

    private static Map<String, Object> common(RawCallback raw, Subject subject) {
        return Map.of(
                "at",
                raw.receivedAt().atOffset(ZoneOffset.UTC),
                "gateway",
                subject.gateway(),
                "merchant",
                cut(subject.merchant(), LONGEST_NAME),
                "purpose",
                subject.purpose(),
                "method",
                cut(raw.method(), LONGEST_METHOD),
                "address",
                cut(raw.remoteAddress(), LONGEST_NAME),
                "bytes",
                raw.rawQuery().length() + raw.rawBody().length,
                "hash",
                hash(raw));
    }

    /** Of the query, a line feed and the body. */
    private static byte[] hash(RawCallback raw) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(raw.rawQuery().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return digest.digest(raw.rawBody());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String cut(String text, int longest) {
        String plain = text.replace('\0', ' ');
        return plain.length() > longest ? plain.substring(0, longest) : plain;
    }

    private static String headers(RawCallback raw) {
        Map<String, List<String>> headers = new TreeMap<>(raw.headers());
        headers.replaceAll((name, values) -> SECRET.contains(name) ? List.of("***") : values);
        return Json.text(headers).replace("\\u0000", "");
    }

    /** Writes down what was decided, in the transaction that decides it. */
    static void decided(Page page, @Nullable Long callbackId, String verdict, @Nullable UUID paymentId, Instant now) {
        if (callbackId == null) {
            return;
        }
        page.sql("""
                        update payment_callback set verdict = :verdict, payment_id = :payment, decided_at = :now
                        where callback_id = :id""")
                .param("verdict", verdict)
                .param("payment", paymentId)
                .param("now", at(now))
                .param("id", callbackId)
                .update();
    }

    /** A call as an operator sees it: names and lengths of what it said, no values. */
    public record CallbackView(
            long callbackId,
            Instant receivedAt,
            String gateway,
            String merchant,
            String purpose,
            String method,
            String query,
            int bodyBytes,
            String remoteAddress,
            boolean verified,
            String sha256,
            @Nullable String verdict,
            @Nullable UUID paymentId) {}

    /** The newest calls; of one order when {@code paymentId} is given. */
    public List<CallbackView> list(@Nullable UUID paymentId, int most) {
        return book.write(page -> page.sql("""
                        select * from payment_callback where (:payment::uuid is null or payment_id = :payment)
                        order by callback_id desc limit :most""")
                .param("payment", paymentId)
                .param("most", most)
                .query((row, n) -> new CallbackView(
                        row.getLong("callback_id"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getString("gateway"),
                        row.getString("merchant"),
                        row.getString("purpose"),
                        row.getString("method"),
                        Masked.query(new String(row.getBytes("query"), StandardCharsets.UTF_8)),
                        row.getInt("body_bytes"),
                        row.getString("remote_address"),
                        row.getBoolean("verified"),
                        HexFormat.of().formatHex(row.getBytes("body_sha256")),
                        row.getString("verdict"),
                        row.getObject("payment_id", UUID.class)))
                .list());
    }

    /** Forgets what is too old, and of what nobody signed what is too much. */
    @Scheduled(fixedDelayString = "${hub.callback.forget:1m}", initialDelayString = "${hub.callback.forget:1m}")
    void forget() {
        if (!store.ready()) {
            return;
        }
        Instant now = clock.instant();
        try {
            book.write(page -> page.sql("delete from payment_callback where received_at < :before")
                    .param("before", at(now.minus(properties.keep())))
                    .update());
            book.write(page -> page.sql("""
                            delete from payment_callback where not verified and
                            (received_at < :before or callback_id <= coalesce(
                                (select callback_id from payment_callback where not verified
                                 order by callback_id desc offset :most limit 1), 0))""")
                    .param("before", at(now.minus(properties.keepUnverified())))
                    .param("most", properties.mostUnverified())
                    .update());
        } catch (StoreUnavailable away) {
            // next time
        }
    }
}
