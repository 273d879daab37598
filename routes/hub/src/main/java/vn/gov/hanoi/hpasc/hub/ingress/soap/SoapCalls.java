package vn.gov.hanoi.hpasc.hub.ingress.soap;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.delivery.Inbox;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.Admission;
import vn.gov.hanoi.hpasc.hub.ingress.Candidates;
import vn.gov.hanoi.hpasc.hub.ingress.InboxDesk;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.Lookups;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;
import vn.gov.hanoi.hpasc.hub.ingress.limits.ReadingTurns;
import vn.gov.hanoi.hpasc.hub.problem.ProblemFault;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;

/** Reads what is asked over SOAP and answers it. */
@Component
class SoapCalls {

    private static final Logger LOG = LoggerFactory.getLogger(SoapCalls.class);
    private static final int OK = 200;

    private final Candidates candidates;
    private final Admission admission;
    private final Lookups lookups;
    private final InboxDesk desk;
    private final ReadingTurns turns;
    private final int mostBytes;

    SoapCalls(
            Candidates candidates,
            Admission admission,
            Lookups lookups,
            InboxDesk desk,
            ReadingTurns turns,
            IngressProperties limits) {
        this.candidates = candidates;
        this.admission = admission;
        this.lookups = lookups;
        this.desk = desk;
        this.turns = turns;
        this.mostBytes = limits.maxMessageBytes();
    }

    /**
     * What somebody known asks.
     *
     * @param received the envelope as it came
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Asked(Agency caller, SoapRequest request, SoapVersion version, byte[] received) {}

    Asked read(Call call) {
        HttpRequest request = call.request();
        if (!request.method().equals("POST")) {
            throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED);
        }
        SoapVersion version = version(request);
        request.mediaType().require(version.mediaType());
        byte[] received = request.body(mostBytes);
        return new Asked(
                call.caller(), SoapReader.read(received, version, action(request, version)), version, received);
    }

    /** What the content type says; 1.1 when it says nothing of SOAP. */
    static SoapVersion version(HttpRequest request) {
        return request.mediaType().is(SoapVersion.SOAP_1_2.mediaType()) ? SoapVersion.SOAP_1_2 : SoapVersion.SOAP_1_1;
    }

    static @Nullable String action(HttpRequest request, SoapVersion version) {
        String action = version == SoapVersion.SOAP_1_1
                ? request.header("SOAPAction")
                : MediaType.parameter(request.header("Content-Type"), "action");
        return action == null ? null : action.strip().replace("\"", "");
    }

    HttpAnswer answer(Asked asked) {
        SoapWriter.Content content = switch (asked.request()) {
            case SoapRequest.Submit(DossierMessage message) -> submit(asked, message);
            case SoapRequest.Plain plain -> turns.of(asked.caller(), () -> plain(asked.caller(), plain));
        };
        return envelope(OK, asked.version(), Map.of(), content);
    }

    private SoapWriter.Content submit(Asked asked, DossierMessage message) {
        Candidate candidate = candidates.of(
                asked.caller(),
                message,
                Candidate.Protocol.SOAP,
                asked.received(),
                asked.version().mediaType());
        return switch (admission.admit(candidate)) {
            case AcceptResult.Receipted receipted -> SoapAnswers.submitted(receipted.receipt());
            case AcceptResult.Refused refused -> throw Refusal.recorded(refused.problem());
        };
    }

    private SoapWriter.Content plain(Agency caller, SoapRequest.Plain asked) {
        Map<String, String> elements = asked.elements();
        return switch (asked.operation()) {
            case GET_TIMELINE -> SoapAnswers.timeline(lookups.timeline(caller, required(elements, "dossier")));
            case PULL -> SoapAnswers.pulled(desk.lease(caller, elements.get("limit")));
            case REPORT_OUTCOME -> {
                UUID deliveryId = InboxDesk.uuid(required(elements, "deliveryId"), "deliveryId");
                boolean accepted = bool(required(elements, "accepted"));
                desk.report(
                        caller,
                        deliveryId,
                        new Inbox.Report(accepted, elements.get("reference"), elements.get("reason")));
                yield SoapAnswers.reported();
            }
        };
    }

    private static String required(Map<String, String> elements, String name) {
        String value = elements.get(name);
        if (value == null) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/" + name, "is required"));
        }
        return value.strip();
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/accepted", "must be true or false"));
        };
    }

    /** The answer to a request that failed. */
    static HttpAnswer fault(HttpRequest request, Exception failure) {
        Problem problem = failure instanceof Refusal refusal ? refusal.problem() : unexpected(failure);
        SoapVersion version = version(request);
        Locale language = request.language();
        Problem told = problem.code().httpStatus() == 503 && problem.retryAfter() == null
                ? problem.retryAfter(Duration.ofSeconds(2))
                : problem;
        Duration wait = told.retryAfter();
        Map<String, String> headers =
                wait == null ? Map.of() : Map.of("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        return envelope(
                ProblemFault.httpStatus(told, version),
                version,
                headers,
                body -> ProblemFault.write(body.stream(), told, language, version));
    }

    private static Problem unexpected(Exception failure) {
        LOG.atError().setCause(failure).log("ingress.soap.failed");
        return Problem.of(ErrorCode.INTERNAL);
    }

    private static HttpAnswer envelope(
            int status, SoapVersion version, Map<String, String> headers, SoapWriter.Content body) {
        return new HttpAnswer(
                status, version.mediaType() + ";charset=UTF-8", headers, SoapWriter.envelope(version, body));
    }
}
