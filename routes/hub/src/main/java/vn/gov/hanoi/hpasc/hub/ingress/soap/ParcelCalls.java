package vn.gov.hanoi.hpasc.hub.ingress.soap;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.parcel.Parcels;
import vn.gov.hanoi.hpasc.hub.parcel.Parcels.Subject;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.problem.SoapVersion;
import vn.gov.hanoi.hpasc.schemas.LandRegistryContracts;

/** Reads what is asked about land over SOAP and answers it. */
@Component
class ParcelCalls {

    private static final int OK = 200;
    private static final int MOST_BYTES = 65_536;
    private static final int LONGEST_CODE = 50;
    private static final String GET_PARCEL = "getParcel";
    private static final String GET_REGISTRATION = "getRegistration";

    private final Parcels parcels;

    ParcelCalls(Parcels parcels) {
        this.parcels = parcels;
    }

    /** What somebody asks who may. */
    record Asked(Subject subject, ParcelQuery query, SoapVersion version) {}

    Asked read(Call call) {
        HttpRequest request = call.request();
        if (!request.method().equals("POST")) {
            throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED);
        }
        if (!call.caller().grants().services().contains(Agency.Service.LAND_REGISTRY)) {
            throw new Refusal(ErrorCode.NOT_YOURS);
        }
        SoapVersion version = SoapCalls.version(request);
        request.mediaType().require(version.mediaType());
        SoapReader.Flat asked = SoapReader.flat(
                request.body(MOST_BYTES),
                version,
                SoapCalls.action(request, version),
                LandRegistryContracts.NAMESPACE,
                Set.of(GET_PARCEL, GET_REGISTRATION));
        Subject subject = asked.operation().equals(GET_PARCEL) ? Subject.PARCEL : Subject.REGISTRATION;
        return new Asked(subject, query(asked.elements()), version);
    }

    HttpAnswer answer(Asked asked) {
        Parcels.Answer answer = parcels.ask(asked.subject(), asked.query());
        SoapWriter.Content content = switch (asked.subject()) {
            case PARCEL -> ParcelAnswers.parcel(answer);
            case REGISTRATION -> ParcelAnswers.registration(answer);
        };
        return new HttpAnswer(
                OK,
                asked.version().mediaType() + ";charset=UTF-8",
                Map.of("Cache-Control", "no-store"),
                SoapWriter.envelope(asked.version(), LandRegistryContracts.NAMESPACE, content));
    }

    /** Both ways at once could contradict each other. */
    private static ParcelQuery query(Map<String, String> elements) {
        String id = code(elements, "unifiedId");
        String commune = code(elements, "communeCode");
        String sheet = code(elements, "mapSheet");
        String number = code(elements, "parcelNumber");
        boolean anyPlace = commune != null || sheet != null || number != null;
        if (id != null && anyPlace) {
            throw invalid("/unifiedId", "stands alone, without commune, sheet and number");
        }
        if (id != null) {
            return new ParcelQuery.ByUnifiedId(id);
        }
        return new ParcelQuery.ByPlace(
                required(commune, "communeCode"), required(sheet, "mapSheet"), required(number, "parcelNumber"));
    }

    private static @Nullable String code(Map<String, String> elements, String name) {
        String text = elements.get(name);
        if (text == null) {
            return null;
        }
        String code = text.strip();
        if (code.isEmpty() || code.length() > LONGEST_CODE || code.chars().anyMatch(Character::isISOControl)) {
            throw invalid("/" + name, "must have 1 to " + LONGEST_CODE + " characters");
        }
        return code;
    }

    private static String required(@Nullable String code, String name) {
        if (code == null) {
            throw invalid("/" + name, "is required, or unifiedId alone");
        }
        return code;
    }

    private static Refusal invalid(String pointer, String why) {
        return new Refusal(Problem.at(ErrorCode.INVALID_DATA, pointer, why));
    }
}
