package vn.gov.hanoi.hpasc.hub.callback;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Takes a call from the wire, untouched, and finds out whose address was called. */
final class Arrivals {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final Merchants merchants;
    private final CallbackLog log;
    private final CallbackProperties properties;
    private final Clock clock;

    Arrivals(Merchants merchants, CallbackLog log, CallbackProperties properties, Clock clock) {
        this.merchants = merchants;
        this.log = log;
        this.properties = properties;
        this.clock = clock;
    }

    RawCallback raw(HttpRequest request) {
        byte[] body = request.method().equals("GET") ? new byte[0] : request.body(properties.maxBytes());
        return new RawCallback(
                request.method(), request.rawQuery(), request.headers(), body, address(request), clock.instant());
    }

    /** Behind a proxy of ours it is the last hop that it saw; nobody else is believed. */
    private String address(HttpRequest request) {
        String peer = request.remoteAddress();
        List<String> lines = request.headers().getOrDefault("x-forwarded-for", List.of());
        if (lines.isEmpty() || !properties.proxies().contains(peer)) {
            return peer;
        }
        // some proxies write a line of their own below that of a stranger
        String forwarded = lines.getLast();
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : peer;
    }

    /**
     * A call at the address of a merchant of one of {@code gateways}.
     *
     * @throws Refusal when there is no such merchant; the call is kept all the same
     */
    PaymentCallback arrived(HttpRequest request, List<String> gateways) {
        String name = request.variable("merchant");
        RawCallback raw = raw(request);
        Optional<Contract> contract = contract(name, gateways);
        if (contract.isEmpty()) {
            keepOfNobody(raw, gateways.getFirst(), name);
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        return new PaymentCallback(raw, contract.get(), null, null, null);
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
