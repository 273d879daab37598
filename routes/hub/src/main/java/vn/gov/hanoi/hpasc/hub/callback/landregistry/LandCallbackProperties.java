package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;

/**
 * How the land registry proves that it calls, and how its calls are read. With neither secrets nor certificates nobody gets
 * in. Names in {@code statuses}, {@code endings} and {@code zones} are compared without regard to case.
 *
 * @param agency in whose name its calls are said
 * @param receivingBranch who is said to have taken in what the land office took in
 * @param header that carries the secret
 * @param secrets shared with the land registry; two while they are changed
 * @param secretFile holds secrets, one a line; {@code land-registry-callback.key} in the keys' folder where it is to be made
 * @param createMissingSecret whether that file is made: in the sandbox, never in production
 * @param secretInPath whether the secret may stand in the address, {@code /callbacks/land-registry/<secret>/<operation>}: it
 *     then ends in the access logs of every proxy on the way
 * @param certificates SHA-256 of client certificates, in hex, that are as good as the secret
 * @param allowedAddresses where it calls from, {@code 10.1.2.3} or {@code 10.1.2.0/24}; empty for anywhere
 * @param maxBytes of one call
 * @param mostFiles named by one call
 * @param keep how long a call is kept as it came
 * @param statuses MaTrangThai of ours and what they mean, 1 to 10; those of our own catalogue (1 to 10) always mean themselves
 * @param endings TrangThaiKetThuc besides 0 and what it means
 * @param procedures MaQuyTrinh that is no national procedure code, and the procedure it is
 * @param officers the catalogue of our officers by code
 * @param zone of times without offset
 * @param zones the same of one operation, or of one field of it, as {@code KetThucHoSo} or {@code KetThucHoSo.NgayKetThuc}
 * @param unknownDossier what becomes of a call about a dossier that nobody registered
 */
@Validated
@ConfigurationProperties("hub.land-registry.callback")
record LandCallbackProperties(
        @DefaultValue("H26.13.1") AgencyCode agency,
        @DefaultValue("H26.13.1") AgencyCode receivingBranch,
        @DefaultValue("X-Land-Registry-Key") @NotBlank String header,
        @DefaultValue List<String> secrets,
        @Nullable Path secretFile,
        @DefaultValue("false") boolean createMissingSecret,
        @DefaultValue("false") boolean secretInPath,
        @DefaultValue Set<String> certificates,
        @DefaultValue Set<String> allowedAddresses,
        @Min(1024) @Max(16777216) @DefaultValue("1048576") int maxBytes,
        @Min(0) @Max(200) @DefaultValue("50") int mostFiles,
        @DefaultValue("90d") Duration keep,
        @DefaultValue Map<String, Integer> statuses,
        @DefaultValue Map<String, Ending> endings,
        @DefaultValue Map<String, String> procedures,
        @DefaultValue Map<String, Person> officers,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone,
        @DefaultValue Map<String, ZoneId> zones,

        @NotEmpty
        @DefaultValue({
            "uuuuMMddHHmmss",
            "uuuu-MM-dd'T'HH:mm:ss",
            "uuuu-MM-dd HH:mm:ss",
            "dd/MM/uuuu HH:mm:ss",
            "dd/MM/uuuu HH:mm",
            "dd-MM-uuuu HH:mm:ss",
            "dd/MM/uuuu",
            "dd-MM-uuuu",
            "uuuu-MM-dd"
        })
        List<String> layouts,

        @DefaultValue("REFUSE") UnknownDossier unknownDossier) {

    /** What an end of the land office's work means to us. */
    enum Ending {
        /** The dossier is given back undone. */
        RETURNED,
        /** The citizen took it back. */
        WITHDRAWN,
        /** The application is refused. */
        REFUSED
    }

    /** What becomes of a call about a dossier that nobody registered. */
    enum UnknownDossier {
        REFUSE,
        /** It waits as every message does, and is refused when the wait is over. */
        HOLD
    }

    /** One of our officers. */
    record Person(
            @NotBlank String name,
            @Nullable String title,
            @Nullable String unit) {

        public Person {}
    }

    private static final Map<String, Ending> ENDINGS =
            Map.of("1", Ending.RETURNED, "2", Ending.WITHDRAWN, "3", Ending.REFUSED);

    LandCallbackProperties {
        for (String layout : layouts) {
            if (layout.contains("h")) {
                throw new IllegalArgumentException("hub.land-registry.callback.layouts has a 12-hour clock: " + layout);
            }
        }
        statuses.forEach((code, status) -> {
            if (status < 1 || status > 10) {
                throw new IllegalArgumentException("hub.land-registry.callback.statuses: " + code + " is not 1 to 10");
            }
        });
        Map<String, Ending> all = new HashMap<>(ENDINGS);
        all.putAll(lowerCase(endings));
        endings = Map.copyOf(all);
        statuses = lowerCase(statuses);
        zones = lowerCase(zones);
        secrets = secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    private static <V> Map<String, V> lowerCase(Map<String, V> map) {
        Map<String, V> lower = new HashMap<>();
        map.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }

    /** The zone of a time without offset. */
    ZoneId zone(LandOperation operation, String field) {
        String name = operation.wire().toLowerCase(Locale.ROOT);
        ZoneId ofField = zones.get(name + "." + field.toLowerCase(Locale.ROOT));
        return ofField != null ? ofField : zones.getOrDefault(name, zone);
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "LandCallbackProperties[" + agency + ", " + header + ", " + allowedAddresses + "]";
    }
}
