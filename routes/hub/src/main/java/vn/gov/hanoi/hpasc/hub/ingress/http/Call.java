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

        Callers(CallerVerifier verifier) {
            this.verifier = verifier;
        }

        public Call identify(HttpRequest request) {
            try {
                return new Call(verifier.authenticate(request.header("Authorization")), request);
            } catch (Unauthenticated stranger) {
                throw new Refusal(stranger.problem());
            }
        }
    }
}
