package vn.gov.hanoi.hpasc.connectors.nationalportal;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;

/**
 * Everything about the portal that its next specification may change. Where the adapter listens is the destination's
 * endpoint.
 *
 * @param agencyCode whom we call as ({@code madonvi})
 * @param username account at the portal
 * @param password of it
 * @param passwordFile holds the password, where it is not given outright
 * @param statusRewrites status to tell instead of another, by number; both are kept and shown
 */
@Validated
@ConfigurationProperties("hub.portal")
record PortalProperties(
        @DefaultValue("H26") @NotBlank String agencyCode,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @Nullable Path passwordFile,
        @DefaultValue @Valid Wire wire,
        @DefaultValue @Valid Answers answers,
        @DefaultValue @Valid Rows rows,
        @DefaultValue PortalCodes codes,
        @DefaultValue Map<Integer, Integer> statusRewrites) {

    PortalProperties {
        statusRewrites.forEach((from, to) -> {
            DossierStatus.of(from);
            DossierStatus.of(to);
        });
        statusRewrites = Map.copyOf(statusRewrites);
    }

    /** The status to tell for {@code status}. */
    DossierStatus shown(DossierStatus status) {
        Integer rewritten = statusRewrites.get(status.number());
        return rewritten == null ? status : DossierStatus.of(rewritten);
    }

    /** Tells no password. */
    @Override
    public String toString() {
        return "PortalProperties[" + agencyCode + ", " + wire + "]";
    }

    /**
     * How the adapter is called.
     *
     * @param header that names the destination service
     * @param dstCode what it says
     * @param authPath below the endpoint: login
     * @param sharePath below the endpoint: pulls
     * @param integrationPath below the endpoint: pushes
     * @param services operations that are called otherwise than in the contract, by their name there
     * @param callsPerSecond by this node; 0 for no limit
     * @param largestAnswer in bytes
     * @param loginPause after a refused login nobody tries again for so long
     */
    record Wire(
            @DefaultValue("dstcode") @NotBlank String header,

            @DefaultValue("VN:GOV:000.00.00.G22:vpcpdvcprovider") @NotBlank
            String dstCode,

            @DefaultValue("mapp/login") @NotBlank String authPath,
            @DefaultValue("mapp/g") @NotBlank String sharePath,
            @DefaultValue("mapp/g") @NotBlank String integrationPath,
            @DefaultValue Map<String, String> services,
            @DefaultValue("0") @Min(0) @Max(100_000) int callsPerSecond,
            @DefaultValue("16777216") @Min(1024) int largestAnswer,
            @DefaultValue("2s") Duration loginPause) {

        String nameOf(PortalService service) {
            return services.getOrDefault(service.wire(), service.wire());
        }

        String pathOf(PortalService service) {
            return service.push() ? integrationPath : sharePath;
        }
    }

    /**
     * What answers mean. Texts are looked for without regard to case.
     *
     * @param success codes; a number is the same as its digits
     * @param exists texts that say: it is there already
     * @param absent texts that say: it is not there
     * @param session texts that say: log in again
     * @param busy texts that say: not now
     */
    record Answers(
            @DefaultValue({"0", "00"}) @NotEmpty Set<String> success,
            @DefaultValue({"đã tồn tại"}) Set<String> exists,

            @DefaultValue({"không tồn tại", "không tìm thấy", "chưa tồn tại"})
            Set<String> absent,

            @DefaultValue({"session", "phiên làm việc", "phiên đăng nhập"})
            Set<String> session,

            @DefaultValue({"hệ thống bận", "quá tải", "thử lại sau", "bảo trì", "timeout"})
            Set<String> busy) {}

    /**
     * What rows must be like.
     *
     * @param progressChunk rows of progress in one call
     * @param required fields of a dossier
     * @param requiredProgress fields of a row of progress
     * @param lengths most characters, by field
     * @param timePattern of times
     * @param zone of times
     * @param agencyActs whether an agency may stand as who acted where its message names no officer; else such a message is
     *     parked
     */
    record Rows(
            @DefaultValue("10") @Min(1) @Max(1000) int progressChunk,

            @DefaultValue({
                "MaHoSo",
                "MaTTHC",
                "TenTTHC",
                "MaLinhVuc",
                "TenLinhVuc",
                "ChuHoSo",
                "LoaiDoiTuong",
                "TrangThaiHoSo",
                "HinhThuc",
                "DonViXuLy"
            })
            List<String> required,

            @DefaultValue({"MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai"})
            List<String> requiredProgress,

            @DefaultValue Map<String, Integer> lengths,
            @DefaultValue("yyyyMMddHHmmss") String timePattern,
            @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone,
            @DefaultValue("true") boolean agencyActs) {

        private static final Map<String, Integer> KNOWN_LENGTHS =
                Map.of("TrichYeuHoSo", 1000, "NguoiXuLy", 50, "TenTepDinhKem", 4000, "TenGiayTo", 2000);

        Rows {
            if (timePattern.contains("h")) {
                throw new IllegalArgumentException("hub.portal.rows.time-pattern has a 12-hour clock: " + timePattern);
            }
            Map<String, Integer> all = new HashMap<>(KNOWN_LENGTHS);
            all.putAll(lengths);
            lengths = Map.copyOf(all);
            required = List.copyOf(required);
            requiredProgress = List.copyOf(requiredProgress);
        }
    }
}
