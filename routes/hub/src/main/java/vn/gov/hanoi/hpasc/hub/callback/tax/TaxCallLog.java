package vn.gov.hanoi.hpasc.hub.callback.tax;

import static vn.gov.hanoi.hpasc.hub.payment.book.Book.at;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.callback.UnverifiedBudget;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;
import vn.gov.hanoi.hpasc.hub.storage.Store;
import vn.gov.hanoi.hpasc.hub.tax.TaxKind;

/** The table {@code tax_call}: calls as they came, for a bounded time; of strangers only that they called. */
@Component
class TaxCallLog {

    private static final Set<String> SECRET = Set.of("authorization", "cookie", "proxy-authorization");
    private static final String STRANGER = "stranger";

    private final Book book;
    private final Store store;
    private final TaxCallbackProperties properties;
    private final Callers callers;
    private final Clock clock;

    /** Where calls come from, and how many of strangers are written down. */
    @Component
    record Callers(UnverifiedBudget budget, SecurityEvents events) {}

    TaxCallLog(Book book, Store store, TaxCallbackProperties properties, Callers callers, Clock clock) {
        this.book = book;
        this.store = store;
        this.properties = properties;
        this.callers = callers;
        this.clock = clock;
    }

    /** Keeps a call before anything is decided about it. */
    UUID keep(HttpRequest request, TaxKind kind, byte[] body, Envelope envelope) {
        return keep(request, kind, body, envelope.masked(), null);
    }

    /** Keeps that somebody called who had no key, as far as there is room for that. */
    void keepStranger(HttpRequest request, TaxKind kind, byte[] body) {
        String address = request.remoteAddress();
        callers.events().record(Kind.AUTHENTICATION_FAILED, Channel.CALLBACK, "tax-office", address, "credentials");
        if (!callers.budget().allows(address)) {
            return;
        }
        try {
            UUID ignored = keep(request, kind, body, null, STRANGER);
        } catch (StoreUnavailable away) {
            // a stranger is one all the same
        }
    }

    private UUID keep(
            HttpRequest request, TaxKind kind, byte[] body, byte @Nullable [] masked, @Nullable String verdict) {
        UUID callId = UuidCreator.getTimeOrderedEpoch();
        return book.write(page -> {
            page.sql("""
                insert into tax_call (call_id, received_at, kind, remote_address, headers, body, body_bytes,
                                      body_sha256, verdict)
                values (:id, :at, :kind, :address, cast(:headers as jsonb), :body, :bytes, :hash, :verdict)\
                """)
                    .param("id", callId)
                    .param("at", at(clock.instant()))
                    .param("kind", kind.wire())
                    .param("address", request.remoteAddress())
                    .param("headers", masked == null ? "{}" : headers(request))
                    .param("body", masked, java.sql.Types.BINARY)
                    .param("bytes", body.length)
                    .param("hash", Hash.sha256(body))
                    .param("verdict", verdict)
                    .update();
            return callId;
        });
    }

    private static String headers(HttpRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.replaceAll((name, values) ->
                SECRET.contains(name) || name.contains("key") || name.contains("secret") ? List.of("***") : values);
        return Json.text(headers).replace("\\u0000", "");
    }

    /** Writes down what was decided, in the transaction that decides it. */
    void decided(Page page, UUID callId, String verdict, @Nullable String service, @Nullable String updating) {
        page.sql("""
            update tax_call set verdict = :verdict, decided_at = :now, service = :service, updating = :updating
            where call_id = :id\
            """)
                .param("verdict", verdict)
                .param("now", at(clock.instant()))
                .param("service", service)
                .param("updating", updating)
                .param("id", callId)
                .update();
    }

    void refused(UUID callId, String why) {
        book.write(page -> {
            decided(page, callId, why, null, null);
            return true;
        });
    }

    /** Forgets what is too old, and of strangers what is too much. */
    @Scheduled(fixedDelayString = "${hub.tax.forget:1m}", initialDelayString = "${hub.tax.forget:1m}")
    void forget() {
        if (!store.ready()) {
            return;
        }
        Instant now = clock.instant();
        try {
            book.write(page -> page.sql("""
                update tax_call set body = null, headers = '{}'
                where received_at < :before and body is not null\
                """)
                    .param("before", at(now.minus(properties.keep())))
                    .update());
            book.write(page -> page.sql("""
                delete from tax_call where verdict = :stranger and (received_at < :before or call_id <=
                    (select call_id from tax_call where verdict = :stranger
                     order by call_id desc offset :most limit 1))\
                """)
                    .param("stranger", STRANGER)
                    .param("before", at(now.minus(properties.keepStrangers())))
                    .param("most", properties.mostStrangers())
                    .update());
        } catch (StoreUnavailable away) {
            // next time
        }
    }
}
