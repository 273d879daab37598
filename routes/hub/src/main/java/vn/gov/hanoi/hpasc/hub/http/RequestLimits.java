package vn.gov.hanoi.hpasc.hub.http;

import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.http.BodyBudget.Owner;

/** The limits of requests and bodies that both ports share. */
final class RequestLimits {

    /** All bodies of unknown callers together hold at most this part of the budget, so that strangers leave room for agencies. */
    private static final int PERCENT_OF_STRANGERS = 50;

    private final BodyBudget budget;
    private final int share;
    private final UnverifiedBodies unverified;
    private final PeerRequests requests;
    private final Map<ErrorCode, String> names = Map.of(
            ErrorCode.OVERLOADED,
            "bodies",
            ErrorCode.REQUEST_TIMEOUT,
            "request-timeout",
            ErrorCode.TOO_MANY_REQUESTS,
            "requests-per-peer");
    private final HttpMeters meters;

    RequestLimits(BodyBudget budget, HttpProperties properties, HttpMeters meters) {
        this.budget = budget;
        this.share = properties.bodyShare();
        this.unverified = new UnverifiedBodies(properties.unverifiedBodies(), properties.unverifiedBodiesPerPeer());
        this.requests = new PeerRequests(properties.requestsPerPeer());
        this.meters = meters;
    }

    UnverifiedBodies unverified() {
        return unverified;
    }

    PeerRequests requests() {
        return requests;
    }

    BodyBudget.Lease leaseOfPeer(Peer peer) {
        return budget.lease(
                new Owner("peer " + peer.name(), budget.share(share)),
                new Owner("strangers", budget.share(PERCENT_OF_STRANGERS)));
    }

    BodyBudget.Lease leaseOfCaller(String caller) {
        return budget.lease(new Owner("caller " + caller, budget.share(share)));
    }

    /** Counts and records a refusal, for the port that the connection came to. */
    void refused(ErrorCode code, InetAddress address, @Nullable HttpConnection connection) {
        HttpMeters port = connection == null ? meters : connection.home().meters();
        port.exceeded(names.getOrDefault(code, code.wire()), address.getHostAddress());
    }
}
