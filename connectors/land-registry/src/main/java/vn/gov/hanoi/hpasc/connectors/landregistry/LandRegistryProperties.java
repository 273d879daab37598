package vn.gov.hanoi.hpasc.connectors.landregistry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/**
 * Everything about the land registry's system that is not confirmed, or another province may have otherwise. Where it
 * listens is the destination's endpoint.
 *
 * @param system which of the two it is
 * @param paths of operations that are called otherwise, below the endpoint
 * @param headers that go with every call, as a key of a gateway in front
 * @param province code of the province (TinhId)
 * @param ids whether codes of places are whole numbers or texts; by the system where it is not said
 * @param communes a table of communes that takes the shipped one's place
 * @param districts former districts of single communes, by commune; they go before the table
 * @param tells which operation tells of which message, by the message's short name
 * @param feesBeforeIntake ids of fees of the submission that must be paid before the dossier is handed over; {@code *} for all
 * @param missingFiles what becomes of a message that names a file which is not kept here
 */
@Validated
@ConfigurationProperties("hub.land-registry")
record LandRegistryProperties(
        @DefaultValue("VBDLIS") Flavour system,
        @DefaultValue Map<LandOperation, String> paths,
        @DefaultValue Map<String, String> headers,
        @DefaultValue("01") @Pattern(regexp = "\\d{2}") String province,
        @Nullable Ids ids,
        @Nullable Path communes,
        @DefaultValue Map<String, String> districts,
        @DefaultValue Map<String, LandOperation> tells,
        @DefaultValue Set<String> feesBeforeIntake,
        @DefaultValue("PARK") MissingFiles missingFiles,
        @DefaultValue @Valid Process process,
        @DefaultValue @Valid Fields fields,
        @DefaultValue @Valid Answers answers,
        @DefaultValue @Valid OAuth oauth) {

    private static final Map<MessageType, LandOperation> TOLD_BY = new EnumMap<>(Map.of(
            MessageType.SUBMITTED, LandOperation.INTAKE,
            MessageType.SUPPLEMENTED, LandOperation.SUPPLEMENT,
            MessageType.PAYMENT_CONFIRMED, LandOperation.SUPPLEMENT,
            MessageType.RETURNED, LandOperation.RETURN,
            MessageType.WITHDRAWN, LandOperation.FEEDBACK,
            MessageType.REOPENED, LandOperation.FEEDBACK,
            MessageType.REVOCATION_REQUESTED, LandOperation.FEEDBACK));

    LandRegistryProperties {
        tells.forEach(LandRegistryProperties::check);
        tells = Map.copyOf(tells);
        paths = Map.copyOf(paths);
        if (system == Flavour.ILIS && oauth.address() == null) {
            throw new IllegalArgumentException("hub.land-registry.oauth.address is needed for iLIS");
        }
    }

    /** What a message says must be what the operation needs. */
    private static void check(String what, LandOperation operation) {
        MessageType type = MessageType.fromWhat(what)
                .orElseThrow(
                        () -> new IllegalArgumentException("hub.land-registry.tells: no message is called " + what));
        boolean possible = operation == LandOperation.NOTHING
                || operation == TOLD_BY.get(type)
                || operation == LandOperation.FEEDBACK && TOLD_BY.get(type) == LandOperation.SUPPLEMENT
                || operation == LandOperation.FEEDBACK && type == MessageType.PAYMENT_REFUNDED;
        if (!possible) {
            throw new IllegalArgumentException("hub.land-registry.tells: " + operation + " cannot tell of " + what);
        }
    }

    /** The operation that tells of {@code type}. */
    LandOperation telling(MessageType type) {
        LandOperation own = tells.get(type.what());
        return own != null ? own : TOLD_BY.getOrDefault(type, LandOperation.NOTHING);
    }

    /** The address of {@code operation} below the endpoint. */
    String pathOf(LandOperation operation) {
        return paths.getOrDefault(operation, operation.at(system));
    }

    /** How codes of places are written. */
    Ids idsWritten() {
        return Objects.requireNonNullElse(ids, system == Flavour.VBDLIS ? Ids.NUMBER : Ids.TEXT);
    }

    /** Whether the fee {@code id} must be paid first. */
    boolean beforeIntake(String id) {
        return feesBeforeIntake.contains("*") || feesBeforeIntake.contains(id);
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "LandRegistryProperties[" + system + ", province " + province + "]";
    }

    /** The two systems in use. */
    enum Flavour {
        VBDLIS,
        ILIS
    }

    /** How codes of places are written. */
    enum Ids {
        /** 1 for 001. */
        NUMBER,
        TEXT
    }

    /** What to do about files that are not kept here. */
    enum MissingFiles {
        /** The message is parked. */
        PARK,
        /** The paper is named without its file, and the delivery's reference says so. */
        OMIT
    }

    /**
     * Processes of the land registry (ThongTinQuyTrinh).
     *
     * @param codes by code of the procedure; the procedure's own code where it is not there
     * @param ofCommunes codes of procedures whose process is not one of the province
     */
    record Process(
            @DefaultValue Map<String, String> codes,
            @DefaultValue Set<String> ofCommunes) {}

    /**
     * What fields must be like. Fields within others are written with a dot, as {@code ThongTinThuaDat.SoHieuBanDo}.
     *
     * @param required by operation, in the place of what is known
     * @param lengths most characters, by field; what is longer is parked, never cut
     * @param timePattern of times
     * @param zone of times
     */
    record Fields(
            @DefaultValue Map<LandOperation, List<String>> required,
            @DefaultValue Map<String, Integer> lengths,
            @DefaultValue("yyyy-MM-dd'T'HH:mm:ss") @NotBlank String timePattern,
            @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone) {

        private static final Map<LandOperation, List<String>> KNOWN = Map.of(
                LandOperation.INTAKE,
                List.of(
                        "TinhId",
                        "HuyenId",
                        "XaId",
                        "SoBienNhan",
                        "NguoiTiepNhan",
                        "NgayTiepNhan",
                        "ThongTinNguoiNopDon.HoTen",
                        "ThongTinQuyTrinh.MaQuyTrinh",
                        "ThongTinQuyTrinh.TenQuyTrinh",
                        "ThongTinThuaDat.SoThuTuThua",
                        "ThongTinThuaDat.SoHieuBanDo"),
                LandOperation.SUPPLEMENT,
                List.of("SoBienNhan"),
                LandOperation.RETURN,
                List.of("SoBienNhan", "NgayTra"),
                LandOperation.FEEDBACK,
                List.of("SoBienNhan", "NoiDung"));

        Fields {
            if (timePattern.contains("h")) {
                throw new IllegalArgumentException(
                        "hub.land-registry.fields.time-pattern has a 12-hour clock: " + timePattern);
            }
            Map<LandOperation, List<String>> all = new HashMap<>(KNOWN);
            all.putAll(required);
            required = Map.copyOf(all);
            lengths = Map.copyOf(lengths);
        }
    }

    /**
     * What answers mean. Texts are looked for without regard to case.
     *
     * @param codes of success, where the answer does not say itself whether it is one
     * @param exists texts that say: it is there already
     * @param absent texts that say: it is not there
     * @param busy texts that say: not now
     * @param largest in bytes
     */
    record Answers(
            @DefaultValue({"0", "1", "200"}) Set<String> codes,
            @DefaultValue({"đã tồn tại"}) Set<String> exists,

            @DefaultValue({"không tồn tại", "không tìm thấy", "chưa tồn tại"})
            Set<String> absent,

            @DefaultValue({"hệ thống bận", "quá tải", "thử lại sau", "bảo trì"})
            Set<String> busy,

            @DefaultValue("1048576") @Min(1024) int largest) {}

    /**
     * Tokens of iLIS.
     *
     * @param address where tokens are given
     * @param grant {@code password} or {@code client_credentials}
     * @param scope asked for; none where it is empty
     * @param renewBefore its end a token is not used any more
     * @param pause after a refusal nobody asks for another token for so long
     */
    record OAuth(
            @Nullable URI address,

            @DefaultValue("password") @Pattern(regexp = "password|client_credentials")
            String grant,

            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @Nullable Path passwordFile,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @Nullable Path clientSecretFile,
            @DefaultValue("") String scope,
            @DefaultValue("30s") Duration renewBefore,
            @DefaultValue("2s") Duration pause) {

        /** Tells no secret. */
        @Override
        public String toString() {
            return "OAuth[" + address + ", " + grant + "]";
        }
    }
}
