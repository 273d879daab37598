package vn.gov.hanoi.hpasc.hub.callback;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.callback.CallbackLog.Subject;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants.Lookup;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/** Takes a call from the wire, untouched, and finds out whose address was called. */
final class Arrivals {

    private final Merchants merchants;
    private final CallbackLog log;
    private final CallerAddress addresses;
    private final SecurityEvents events;
    private final CallbackProperties properties;
    private final Clock clock;

    Arrivals(Merchants merchants, CallbackLog log, Callers callers, CallbackProperties properties, Clock clock) {
        this.merchants = merchants;
        this.log = log;
        this.addresses = callers.addresses();
        this.events = callers.events();
        this.properties = properties;
        this.clock = clock;
    }

    /** Where calls come from, and who hears of those that are turned away. */
    record Callers(CallerAddress addresses, SecurityEvents events) {}

    RawCallback raw(HttpRequest request) {
        return raw(request, request.method().equals("GET") ? new byte[0] : request.body(properties.maxBytes()));
    }

    private RawCallback raw(HttpRequest request, byte[] body) {
        return new RawCallback(
                request.method(), request.rawQuery(), request.headers(), body, addresses.of(request), clock.instant());
    }

    /**
     * A call at the address of a merchant of one of {@code gateways}.
     *
     * @throws Refusal when there is no such merchant; that it came is kept all the same, its body is not read
     */
    PaymentCallback arrived(HttpRequest request, List<String> gateways) {
        String name = request.variable("merchant");
        Optional<Contract> contract = contract(name, gateways);
        if (contract.isEmpty()) {
            throw new Refusal(nobody(raw(request, new byte[0]), new Subject(gateways.getFirst(), name, "unknown")));
        }
        return new PaymentCallback(raw(request), contract.get(), null, null, null, null);
    }

    /** Whether the caller may ask what dossiers owe; nothing of its body is read yet. */
    boolean mayAsk(HttpRequest request, Lookup lookup) {
        String address = addresses.of(request);
        boolean known = lookup.mayAsk(request.headerValues("Authorization"), request.clientCertificate(), address);
        if (!known) {
            events.record(Kind.AUTHENTICATION_FAILED, Channel.CALLBACK, "payment-lookup", address, "credentials");
        }
        return known;
    }

    private ErrorCode nobody(RawCallback raw, Subject subject) {
        try {
            turnedAway(raw, subject, "no-such-merchant");
            return ErrorCode.NOT_FOUND;
        } catch (StoreUnavailable away) {
            return ErrorCode.STORE_UNAVAILABLE;
        }
    }

    /**
     * Writes down that somebody called who did not prove who it is, as far as there is room for that.
     *
     * @throws StoreUnavailable when there is room, and PostgreSQL is away
     */
    void turnedAway(RawCallback raw, Subject subject, String verdict) {
        events.record(
                Kind.AUTHENTICATION_FAILED,
                Channel.CALLBACK,
                subject.gateway() + "/" + subject.merchant(),
                raw.remoteAddress(),
                verdict);
        log.trace(raw, subject, false, verdict);
    }

    Optional<Contract> contract(String name, List<String> gateways) {
        return merchants
                .byName(name)
                .filter(contract -> gateways.contains(contract.gateway().name()));
    }
}
