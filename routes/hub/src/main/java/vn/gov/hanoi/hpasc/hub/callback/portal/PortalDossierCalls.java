package vn.gov.hanoi.hpasc.hub.callback.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.Admission;
import vn.gov.hanoi.hpasc.hub.ingress.Candidates;
import vn.gov.hanoi.hpasc.hub.ingress.Misread;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.portal.PortalLine;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Dossiers born at the portal, answered as the portal expects: 0 created, 1 there already, -1 not taken. */
@Component
class PortalDossierCalls {

    private static final Logger LOG = LoggerFactory.getLogger(PortalDossierCalls.class);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final String MEDIA_TYPE = "application/json";

    private final PortalDoor door;
    private final PortalLine line;
    private final Agencies agencies;
    private final Attachments attachments;
    private final BornCodes codes;
    private final Candidates candidates;
    private final Admission admission;
    private final Call.Callers callers;
    private final AgencyQuotas quotas;
    private final PortalCallbackProperties properties;
    private final PortalBornMapper mapper;
    private final AccessEvents events;
    private final MessageCodec codec = new MessageCodec();

    /** What a call needs to become a message. */
    @Component
    record Way(
            Agencies agencies,
            Attachments attachments,
            BornCodes codes,
            Candidates candidates,
            Admission admission,
            Call.Callers callers,
            AgencyQuotas quotas) {}

    PortalDossierCalls(
            PortalDoor door, PortalLine line, Way way, PortalCallbackProperties properties, AccessEvents events) {
        this.events = events;
        this.door = door;
        this.line = line;
        this.agencies = way.agencies();
        this.attachments = way.attachments();
        this.codes = way.codes();
        this.candidates = way.candidates();
        this.admission = way.admission();
        this.callers = way.callers();
        this.quotas = way.quotas();
        this.properties = properties;
        this.mapper = new PortalBornMapper(properties);
    }

    HttpAnswer answer(HttpRequest request) {
        if (!door.admits(request)) {
            events.unauthenticated(request, "national-portal", "key, certificate or address");
            return said(UNAUTHORIZED, -1, "Không được phép");
        }
        request.authenticated("national-portal");
        try {
            callers.admit(request, portal(), 0);
            return taken(dossiers(request));
        } catch (Refusal refusal) {
            events.refused(request, refusal);
            return refused(refusal.problem());
        } catch (StoreUnavailable away) {
            return refused(Problem.of(ErrorCode.STORE_UNAVAILABLE));
        } catch (IllegalArgumentException wrong) {
            return said(OK, -1, String.valueOf(wrong.getMessage()));
        }
    }

    private List<JsonNode> dossiers(HttpRequest request) {
        Agency portal = portal();
        try {
            PortalBody reader = new PortalBody(attachments, portal.code().value(), request::holds);
            JsonNode body = reader.read(request.stream(properties.maxBytes()));
            quotas.stored(portal, reader.files());
            JsonNode data = body.has("data") ? body.path("data") : body;
            List<JsonNode> dossiers = new ArrayList<>();
            if (data.isArray()) {
                data.forEach(dossiers::add);
            } else {
                dossiers.add(data);
            }
            if (dossiers.isEmpty()) {
                throw new IllegalArgumentException("Không có hồ sơ nào");
            }
            return dossiers;
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("Dữ liệu không phải JSON hợp lệ", notJson);
        } catch (IOException broken) {
            throw new Refusal(ErrorCode.MALFORMED, "the body breaks off");
        }
    }

    private Agency portal() {
        return line.agency().flatMap(agencies::byCode).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
    }

    /** One after the other; the first that is not taken ends it, and the portal sends all of them again. */
    private HttpAnswer taken(List<JsonNode> dossiers) {
        boolean created = false;
        for (JsonNode dossier : dossiers) {
            Problem problem = null;
            switch (admission.admit(candidate(dossier))) {
                case AcceptResult.Receipted receipted ->
                    created |= !receipted.receipt().repeat();
                case AcceptResult.Refused refused -> problem = refused.problem();
            }
            if (problem != null && problem.code() != ErrorCode.DOSSIER_EXISTS) {
                return refused(problem);
            }
        }
        return created ? said(OK, 0, "Thành công") : said(OK, 1, "Hồ sơ đã tồn tại");
    }

    private Candidate candidate(JsonNode dossier) {
        Agency portal = portal();
        String portalCode = PortalBornMapper.required(dossier, "MaHoSo");
        PortalBornMapper.Born plain = mapper.born(dossier, portalCode, null);
        String code = codes.of(portalCode, properties.receivingBranch().value(), plain.submittedAt());
        PortalBornMapper.Born born = mapper.born(dossier, code, chosen(dossier));
        DossierMessage message = new DossierMessage(
                new AgencySource(portal.code()),
                "portal:" + portalCode,
                MessageType.SUBMITTED,
                code,
                born.submittedAt(),
                null,
                born.submitted());
        // what came is kept with its files by reference: they are in a folder of their own
        byte[] received = dossier.toString().getBytes(StandardCharsets.UTF_8);
        Candidate candidate = candidates.of(portal, inOrder(message), Candidate.Protocol.REST, received, MEDIA_TYPE);
        return code.equals(BornCodes.own(portalCode)) ? candidate : candidate.withGivenCode();
    }

    /** The same checks as on every wire: what the portal says follows our contract too, or is refused. */
    private DossierMessage inOrder(DossierMessage message) {
        try {
            return codec.fromJson(codec.toJson(message, Map.of()));
        } catch (InvalidMessage invalid) {
            throw new Refusal(Misread.problem(invalid));
        }
    }

    private @Nullable AgencyCode chosen(JsonNode dossier) {
        String written = PortalBornMapper.text(dossier, "MaDonVi");
        try {
            return written == null
                    ? null
                    : agencies.byCode(new AgencyCode(written)).map(Agency::code).orElse(null);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static HttpAnswer refused(Problem problem) {
        int status = problem.code().temporary() ? problem.code().httpStatus() : OK;
        List<String> where = problem.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.message())
                .toList();
        String message = problem.message(Languages.VIETNAMESE) + (where.isEmpty() ? "" : " " + where);
        LOG.atInfo()
                .addKeyValue("event", "callback.portal.refused")
                .addKeyValue("code", problem.code().wire())
                .addKeyValue("call", UUID.randomUUID())
                .log("a dossier of the portal was not taken");
        return said(status, -1, problem.code().wire() + " " + message);
    }

    private static HttpAnswer said(int status, int code, String message) {
        byte[] body = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("error_code", code)
                .put("message", message)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(
                status,
                MEDIA_TYPE + ";charset=UTF-8",
                status == OK || status == UNAUTHORIZED ? Map.of() : Map.of("Retry-After", "2"),
                body);
    }
}
