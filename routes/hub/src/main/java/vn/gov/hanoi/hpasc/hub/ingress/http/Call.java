package vn.gov.hanoi.hpasc.hub.ingress.http;

import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.CallerVerifier;
import vn.gov.hanoi.hpasc.hub.identity.Unauthenticated;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** A request of somebody known. */
public record Call(Agency caller, HttpRequest request) {

    /** Finds out who calls, before anything else of the request is looked at. */
    @Component
    public static class Callers {

        private final CallerVerifier verifier;
        private final AccessEvents events;

        Callers(CallerVerifier verifier, AccessEvents events) {
            this.verifier = verifier;
            this.events = events;
        }

        public Call identify(HttpRequest request) {
            try {
                Agency caller = verifier.authenticate(request.header("Authorization"));
                request.authenticated(caller);
                return new Call(caller, request);
            } catch (Unauthenticated stranger) {
                events.unauthenticated(request, stranger);
                throw new Refusal(stranger.problem());
            }
        }
    }
}
