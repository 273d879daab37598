package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.callback.landregistry.LandCallbackProperties.UnknownDossier;
import vn.gov.hanoi.hpasc.hub.callback.landregistry.LandMapper.Mapped;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.Admission;
import vn.gov.hanoi.hpasc.hub.ingress.Candidates;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.Misread;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles.Announced;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** The land registry's calls, each kept, read, made messages of, accepted, and answered {@code {Result, Message}}. */
@Component
class LandCalls {

    private static final Logger LOG = LoggerFactory.getLogger(LandCalls.class);
    private static final int OK = 200;
    private static final String DONE = "Thành công";
    private static final String MEDIA_TYPE = "application/json";

    private final LandDoor door;
    private final Way way;
    private final LandCallbackProperties properties;
    private final LandMapper mapper;
    private final LandIntakeMapper intake;
    private final LandSchemas schemas = new LandSchemas();
    private final LandTimes times;
    private final AccessEvents events;
    private final MessageCodec codec = new MessageCodec();

    /** What a call needs to become messages. */
    @Component
    record Way(
            LandCallTable table,
            LandCatalogues catalogues,
            Agencies agencies,
            RoutingTable routing,
            DossierQueries dossiers,
            AuthorityPolicy authority,
            Candidates candidates,
            Admission admission,
            Call.Callers callers,
            Clock clock) {}

    LandCalls(LandDoor door, Way way, LandCallbackProperties properties, AccessEvents events) {
        this.events = events;
        this.door = door;
        this.way = way;
        this.properties = properties;
        this.mapper = new LandMapper(properties);
        this.intake = new LandIntakeMapper(properties);
        this.times = new LandTimes(properties.layouts());
    }

    HttpAnswer answer(HttpRequest request) {
        return answer(request, null);
    }

    HttpAnswer answerToPath(HttpRequest request) {
        return answer(request, request.variable("secret"));
    }

    private HttpAnswer answer(HttpRequest request, @Nullable String secretInPath) {
        if (!door.admits(request, secretInPath)) {
            events.unauthenticated(request, "land-registry", "secret, certificate or address");
            return said(401, 0, "Không được phép");
        }
        request.authenticated("land-registry");
        Optional<LandOperation> operation = LandOperation.fromWire(request.variable("operation"));
        if (operation.isEmpty()) {
            return said(404, 0, "Không có chức năng này");
        }
        if (!request.method().equals(operation.get().asks() ? "GET" : "POST")) {
            return said(405, 0, "Phương thức không được hỗ trợ: " + request.method());
        }
        try {
            long announced = request.announcedBytes();
            way.callers().admit(request, landRegistry(), announced < 0 ? properties.maxBytes() : announced);
            return operation.get().asks()
                    ? Json.answer(OK, way.catalogues().of(operation.get()))
                    : told(request, operation.get());
        } catch (StoreUnavailable away) {
            return refused(Problem.of(ErrorCode.STORE_UNAVAILABLE));
        } catch (Refusal refusal) {
            return refused(refusal.problem());
        }
    }

    private Agency landRegistry() {
        return way.agencies().byCode(properties.agency()).orElseThrow(() -> new Refusal(ErrorCode.UNKNOWN_AGENCY));
    }

    private HttpAnswer told(HttpRequest request, LandOperation operation) {
        Instant arrived = way.clock().instant();
        byte[] body = request.body(properties.maxBytes());
        long call = way.table().keep(request, request.remoteAddress(), operation, body, arrived);
        HttpAnswer answer;
        String message = DONE;
        try {
            message = take(operation, body, arrived);
            answer = said(OK, 1, message);
            way.table().decided(call, 1, message);
        } catch (NotTaken not) {
            answer = said(not.status(), 0, not.told());
            way.table().decided(call, 0, not.told());
        } catch (Refusal refusal) {
            events.refused(request, refusal);
            answer = refused(refusal.problem());
            way.table().decided(call, 0, told(refusal.problem()));
        }
        return answer;
    }

    /** @return what the land registry is told */
    private String take(LandOperation operation, byte[] body, Instant arrived) {
        ObjectNode read = LandBody.read(body);
        schemas.check(operation, read);
        LandWords said = new LandWords(operation, read, properties, times);
        String key = LandBody.key(operation, read);
        String firstId = "land:" + operation.wire() + ":" + key;
        Agency sender = landRegistry();
        List<String> before = way.table().takenBefore(key, new AgencySource(sender.code()).value(), firstId);
        List<DossierMessage> messages = before.isEmpty() ? anew(said, sender, firstId, key, arrived) : again(before);
        boolean codeGiven = operation == LandOperation.TIEP_NHAN_HO_SO && LandIntakeMapper.code(said) == null;
        try {
            return admitted(messages.stream()
                    .map(message -> candidate(sender, message, body))
                    .map(candidate -> codeGiven ? candidate.withGivenCode() : candidate)
                    .toList());
        } catch (Refusal refusal) {
            if (!refusal.problem().code().temporary()) {
                way.table().refused(key);
            }
            throw refusal;
        }
    }

    private List<DossierMessage> again(List<String> before) {
        return before.stream()
                .map(json -> inOrder(json.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private List<DossierMessage> anew(LandWords said, Agency sender, String firstId, String key, Instant arrived) {
        LandDossier dossier;
        Mapped mapped;
        if (said.operation() == LandOperation.TIEP_NHAN_HO_SO) {
            dossier = LandDossier.unknown(newCode(said));
            mapped = intake.map(said, dossier.code(), handledBy(said));
        } else {
            dossier = dossier(sender, said.required("SoBienNhan"));
            mapped = mapper.map(said, dossier, arrived);
        }
        if (mapped.files().size() > properties.mostFiles()) {
            throw new NotTaken("Quá " + properties.mostFiles() + " tệp trong một lần gọi");
        }
        List<byte[]> json = new ArrayList<>();
        for (LandMapper.Said one : mapped.messages()) {
            String id = json.isEmpty() ? firstId : firstId + ":" + (json.size() + 1);
            DossierMessage message = new DossierMessage(
                    new AgencySource(sender.code()), id, one.type(), dossier.code(), one.time(), null, one.data());
            json.add(codec.toJson(message, Map.of()));
        }
        json.forEach(this::inOrder); // the same checks as on every wire, before anything is written
        return again(way.table()
                .announce(
                        key,
                        said.operation(),
                        json,
                        new Announced(
                                new AgencySource(sender.code()).value(),
                                firstId,
                                dossier.code(),
                                mapped.files().stream()
                                        .map(file -> new Announced.File(file.name(), file.link()))
                                        .toList(),
                                mapped.tell())));
    }

    private String newCode(LandWords said) {
        String code = LandIntakeMapper.code(said);
        intake.procedure(said); // a call that is not taken gets no code
        return code != null ? code : way.table().codeOf(said.required("SoBienNhan"), said.requiredTime("NgayTiepNhan"));
    }

    private @Nullable AgencyCode handledBy(LandWords said) {
        return way.routing()
                .procedure(intake.procedure(said))
                .filter(rule -> rule.allows(properties.agency()))
                .map(rule -> properties.agency())
                .orElse(null);
    }

    private LandDossier dossier(Agency sender, String number) {
        Optional<DossierView> view =
                way.dossiers().dossier(number, way.authority().viewer(sender)).filter(found -> found.status() != null);
        if (view.isEmpty()) {
            if (properties.unknownDossier() == UnknownDossier.REFUSE) {
                throw new NotTaken("Không tìm thấy hồ sơ: /SoBienNhan \"" + number + "\"");
            }
            return LandDossier.unknown(number);
        }
        return LandDossier.of(view.get());
    }

    private DossierMessage inOrder(byte[] json) {
        try {
            return codec.fromJson(json);
        } catch (InvalidMessage invalid) {
            throw new Refusal(Misread.problem(invalid));
        }
    }

    private Candidate candidate(Agency sender, DossierMessage message, byte[] body) {
        return way.candidates().of(sender, message, Candidate.Protocol.REST, body, MEDIA_TYPE);
    }

    private String admitted(List<Candidate> candidates) {
        boolean held = false;
        for (AcceptResult result : way.admission().admitInOrder(candidates, true)) {
            held |= switch (result) {
                case AcceptResult.Receipted receipted ->
                    "held".equals(receipted.receipt().mark());
                case AcceptResult.Refused refused -> throw Refusal.recorded(refused.problem());
            };
        }
        return held ? "Đã nhận; hồ sơ chưa được đăng ký, đang chờ" : DONE;
    }

    private static String told(Problem problem) {
        List<String> where = problem.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.message())
                .toList();
        return problem.code().wire() + " " + problem.message(Languages.VIETNAMESE)
                + (where.isEmpty() ? "" : " " + where);
    }

    /** What is wrong with a call is answered in the land registry's own words; only our own trouble is an error of HTTP. */
    private static HttpAnswer refused(Problem problem) {
        int status = problem.code().httpStatus();
        LOG.atInfo()
                .addKeyValue("event", "callback.land.refused")
                .addKeyValue("code", problem.code().wire())
                .log("a call of the land registry was not taken");
        return said(problem.code().temporary() || status == 413 || status == 415 ? status : OK, 0, told(problem));
    }

    private static HttpAnswer said(int status, int result, String message) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("Result", result)
                .put("Message", message)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(
                status,
                MEDIA_TYPE + ";charset=UTF-8",
                status / 100 == 5 || status == 429 ? Map.of("Retry-After", "2") : Map.of(),
                body);
    }
}
