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
    private final SecurityEvents events;
    private final CallbackProperties properties;
    private final Clock clock;

    Arrivals(Merchants merchants, CallbackLog log, SecurityEvents events, CallbackProperties properties, Clock clock) {
        this.merchants = merchants;
        this.log = log;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** The whole call. Who made it shows only when its signature was verified. */
    RawCallback raw(HttpRequest request) {
        boolean bodiless = request.method().equals("GET");
        return raw(request, bodiless ? new byte[0] : request.unverifiedBody(properties.maxBytes()));
    }

    private RawCallback raw(HttpRequest request, byte[] body) {
        return new RawCallback(
                request.method(),
                request.rawQuery(),
                request.headers(),
                body,
                request.remoteAddress(),
                clock.instant());
    }

    /**
     * A call at the address of a merchant of one of {@code gateways}. From an address that cannot be the gateway's no body is
     * read.
     *
     * @throws Refusal when there is no such merchant; that it came is kept all the same, its body is not read
     */
    PaymentCallback arrived(HttpRequest request, List<String> gateways) {
        String name = request.variable("merchant");
        Optional<Contract> contract = contract(name, gateways);
        if (contract.isEmpty()) {
            throw new Refusal(nobody(raw(request, new byte[0]), new Subject(gateways.getFirst(), name, "unknown")));
        }
        boolean possible = contract.get().mayCallFrom(request.remoteAddress());
        RawCallback raw = possible ? raw(request) : raw(request, new byte[0]);
        return new PaymentCallback(raw, contract.get(), null, null, null, null);
    }

    /** Whether the caller may ask what dossiers owe; nothing of its body is read yet. */
    boolean mayAsk(HttpRequest request, Lookup lookup) {
        String address = request.remoteAddress();
        boolean known = lookup.mayAsk(request.headerValues("Authorization"), request.clientCertificate(), address);
        if (!known) {
            events.record(Kind.AUTHENTICATION_FAILED, Channel.CALLBACK, "payment-lookup", address, "credentials");
        }
        return known;
    }

    private ErrorCode nobody(RawCallback raw, Subject subject) {
        try {
            // the name in the address is a stranger's word, and may be anything: it is not logged
            turnedAway(raw, subject, subject.gateway(), "no-such-merchant");
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
        turnedAway(raw, subject, subject.gateway() + "/" + subject.merchant(), verdict);
    }

    private void turnedAway(RawCallback raw, Subject subject, String who, String verdict) {
        events.record(Kind.AUTHENTICATION_FAILED, Channel.CALLBACK, who, raw.remoteAddress(), verdict);
        log.trace(raw, subject, false, verdict);
    }

    Optional<Contract> contract(String name, List<String> gateways) {
        return merchants
                .byName(name)
                .filter(contract -> gateways.contains(contract.gateway().name()));
    }
}
