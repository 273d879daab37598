package vn.gov.hanoi.hpasc.hub.ingress.rest;

import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.ingress.Admission;
import vn.gov.hanoi.hpasc.hub.ingress.Candidates;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.Misread;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** One message in a request. */
@Component
class SingleMessage {

    private static final int ACCEPTED = 202;

    private final MessageCodec codec = new MessageCodec();
    private final Candidates candidates;
    private final Admission admission;
    private final int mostBytes;

    SingleMessage(Candidates candidates, Admission admission, IngressProperties limits) {
        this.candidates = candidates;
        this.admission = admission;
        this.mostBytes = limits.maxMessageBytes();
    }

    Candidate read(Call call) {
        call.request().mediaType().require(MediaType.EVENT);
        byte[] received = call.request().body(mostBytes);
        return candidates.of(call.caller(), message(received), Candidate.Protocol.REST, received, MediaType.EVENT);
    }

    private DossierMessage message(byte[] received) {
        try {
            return codec.fromJson(received);
        } catch (InvalidMessage invalid) {
            throw new Refusal(Misread.problem(invalid));
        }
    }

    HttpAnswer accept(Candidate candidate) {
        return switch (admission.admit(candidate)) {
            case AcceptResult.Receipted receipted -> Json.answer(ACCEPTED, receipted.receipt());
            case AcceptResult.Refused refused -> throw Refusal.recorded(refused.problem());
        };
    }
}
