package vn.gov.hanoi.hpasc.hub.callback.portal;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ApplicantKind;

/**
 * How the portal proves that it calls, and how its dossiers are read. With neither keys nor certificates nobody gets in;
 * addresses only narrow.
 *
 * @param header that carries the key
 * @param key shared with the portal's adapter
 * @param keys more of them, while they are changed
 * @param keyFile holds keys, one a line; {@code portal-callback.key} in the keys' folder where it is to be made
 * @param createMissingKey whether that file is made: in the sandbox, never in production
 * @param certificates SHA-256 of client certificates, in hex, that are as good as a key
 * @param allowedAddresses where the portal calls from besides: {@code 10.1.2.3} or {@code 10.1.2.0/24}; empty for anywhere
 * @param maxBytes of one call, files in base64 included
 * @param receivingBranch who is said to have taken an online dossier in
 * @param applicantKinds LoaiDoiTuong
 * @param timePattern of times
 * @param zone of times
 */
@Validated
@ConfigurationProperties("hub.portal.callback")
record PortalCallbackProperties(
        @DefaultValue("X-Portal-Key") @NotBlank String header,
        @DefaultValue("") String key,
        @DefaultValue List<String> keys,
        @Nullable Path keyFile,
        @DefaultValue("false") boolean createMissingKey,
        @DefaultValue Set<String> certificates,
        @DefaultValue Set<String> allowedAddresses,
        @Min(1024) @DefaultValue("73400320") long maxBytes,
        @DefaultValue("H26.01") AgencyCode receivingBranch,
        @DefaultValue Map<String, ApplicantKind> applicantKinds,
        @DefaultValue("yyyyMMddHHmmss") String timePattern,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone) {

    private static final Map<String, ApplicantKind> KINDS = Map.of(
            "1", ApplicantKind.CITIZEN,
            "2", ApplicantKind.BUSINESS,
            "3", ApplicantKind.STATE_AGENCY,
            "4", ApplicantKind.OTHER);

    PortalCallbackProperties {
        if (timePattern.contains("h")) {
            throw new IllegalArgumentException("hub.portal.callback.time-pattern has a 12-hour clock: " + timePattern);
        }
        Map<String, ApplicantKind> all = new HashMap<>(KINDS);
        all.putAll(applicantKinds);
        applicantKinds = Map.copyOf(all);
    }

    /** Tells no key. */
    @Override
    public String toString() {
        return "PortalCallbackProperties[" + header + ", " + allowedAddresses + "]";
    }
}
