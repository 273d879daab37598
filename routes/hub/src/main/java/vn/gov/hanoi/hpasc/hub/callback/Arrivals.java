package vn.gov.hanoi.hpasc.hub.callback;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Takes a call from the wire, untouched, and finds out whose address was called. */
final class Arrivals {

    private final Merchants merchants;
    private final CallbackLog log;
    private final CallbackProperties properties;
    private final Clock clock;
    private final AccessEvents events;

    Arrivals(Merchants merchants, CallbackLog log, CallbackProperties properties, Clock clock, AccessEvents events) {
        this.events = events;
        this.merchants = merchants;
        this.log = log;
        this.properties = properties;
        this.clock = clock;
    }

    /** The whole call. Who made it shows only when its signature was verified. */
    RawCallback raw(HttpRequest request) {
        boolean bodiless = request.method().equals("GET");
        return of(request, bodiless ? new byte[0] : request.unverifiedBody(properties.maxBytes()));
    }

    /** The call as far as it has to be read to see that it is nobody's we know. */
    private RawCallback withoutBody(HttpRequest request) {
        return of(request, new byte[0]);
    }

    private RawCallback of(HttpRequest request, byte[] body) {
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
     * @throws Refusal when there is no such merchant; the call is kept all the same
     */
    PaymentCallback arrived(HttpRequest request, List<String> gateways) {
        String name = request.variable("merchant");
        Optional<Contract> contract = contract(name, gateways);
        if (contract.isEmpty()) {
            events.unauthenticated(request, gateways.getFirst(), "no such merchant");
            keepOfNobody(withoutBody(request), gateways.getFirst(), name);
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        boolean possible = contract.get().mayCallFrom(request.remoteAddress());
        return new PaymentCallback(possible ? raw(request) : withoutBody(request), contract.get(), null, null, null);
    }

    /** Where callers that are not whom they should be are recorded. */
    AccessEvents events() {
        return events;
    }

    Optional<Contract> contract(String name, List<String> gateways) {
        return merchants
                .byName(name)
                .filter(contract -> gateways.contains(contract.gateway().name()));
    }

    private void keepOfNobody(RawCallback raw, String gateway, String merchant) {
        try {
            log.keep(raw, gateway, merchant, "unknown");
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }
}
