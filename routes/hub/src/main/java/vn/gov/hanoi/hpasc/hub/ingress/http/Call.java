package vn.gov.hanoi.hpasc.hub.ingress.http;

import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.CallerVerifier;
import vn.gov.hanoi.hpasc.hub.identity.Unauthenticated;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.ingress.limits.Origin;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;

/** A request of somebody known. */
public record Call(Agency caller, HttpRequest request) {

    /** Who asks, and over what. */
    public Origin origin() {
        return request.origin(caller);
    }

    /** Finds out who calls, before anything else of the request is looked at. */
    @Component
    public static class Callers {

        /** What a body counts for whose length nobody announced: as much as the largest single message. */
        private static final long UNANNOUNCED_BYTES = 1024L * 1024;

        private final CallerVerifier verifier;
        private final AgencyQuotas quotas;
        private final AccessEvents events;

        Callers(CallerVerifier verifier, AgencyQuotas quotas, AccessEvents events) {
            this.verifier = verifier;
            this.quotas = quotas;
            this.events = events;
        }

        /** Lets somebody known in, within the limits of its agency; what the request holds of them ends with it. */
        public Call identify(HttpRequest request) {
            Agency caller = caller(request);
            long announced = request.announcedBytes();
            return begun(caller, request, announced < 0 && request.mayHaveBody() ? UNANNOUNCED_BYTES : announced);
        }

        /** As {@link #identify}, of a request whose body goes to disk piece by piece and does not fill the memory. */
        public Call identifyStreaming(HttpRequest request) {
            return begun(caller(request), request, 0);
        }

        /**
         * Lets a partner in that showed in its callback's own way that it is {@code partner}, within the limits of that agency.
         *
         * @param bytes of the body that are kept in memory
         */
        public void admit(HttpRequest request, Agency partner, long bytes) {
            Origin origin = new Origin(partner, Channel.CALLBACK, request.remoteAddress());
            request.closeAfter(quotas.begin(origin, bytes));
        }

        private Call begun(Agency caller, HttpRequest request, long bytes) {
            request.closeAfter(quotas.begin(request.origin(caller), Math.max(0, bytes)));
            return new Call(caller, request);
        }

        private Agency caller(HttpRequest request) {
            try {
                Agency caller = verifier.authenticate(request.header("Authorization"));
                request.authenticated(caller);
                return caller;
            } catch (Unauthenticated stranger) {
                events.unauthenticated(request, stranger);
                throw new Refusal(stranger.problem());
            }
        }
    }
}
