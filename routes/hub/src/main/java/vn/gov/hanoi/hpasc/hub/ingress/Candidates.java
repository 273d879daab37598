package vn.gov.hanoi.hpasc.hub.ingress;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Checks what a contract cannot tell, whether this agency may say this now, and makes candidates of what passes. */
@Component
public class Candidates {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    private final Clock clock;

    Candidates(Clock clock) {
        this.clock = clock;
    }

    /**
     * A message that may be accepted.
     *
     * @param received what came over the wire, kept as it is
     * @param mediaType of {@code received}
     * @throws Refusal when {@code caller} may not send it
     */
    public Candidate of(
            Agency caller, DossierMessage message, Candidate.Protocol protocol, byte[] received, String mediaType) {
        refuseForeign(caller, message);
        refuseUngranted(caller, message);
        if (message.time().isAfter(clock.instant().plus(MOST_AHEAD))) {
            throw new Refusal(Problem.at(ErrorCode.TIME_AHEAD, "/time", "is ahead of the hub's clock"));
        }
        return Candidate.of(underOwnCode(caller, message), caller, protocol, received, mediaType);
    }

    private static void refuseForeign(Agency caller, DossierMessage message) {
        AgencyCode named = message.source().agency();
        if (!named.equals(caller.code()) && !caller.otherCodes().contains(named)) {
            throw new Refusal(Problem.at(
                    ErrorCode.FOREIGN_SOURCE, "/source", "is not the calling agency, which is " + caller.code()));
        }
    }

    private static void refuseUngranted(Agency caller, DossierMessage message) {
        if (message.type().fromHubOnly() || !caller.grants().send().contains(message.type())) {
            throw new Refusal(Problem.at(
                    ErrorCode.NOT_GRANTED,
                    "/type",
                    "is not among the types the agency may send",
                    message.type().wire()));
        }
    }

    /**
     * The message under the sender's own code, so that its key is the same whichever of its codes the agency used. The
     * digest does not cover the source.
     */
    private static DossierMessage underOwnCode(Agency caller, DossierMessage message) {
        if (message.source().agency().equals(caller.code())) {
            return message;
        }
        return new DossierMessage(
                new AgencySource(caller.code()),
                message.id(),
                message.type(),
                message.subject(),
                message.time(),
                message.corrects(),
                message.data());
    }
}
