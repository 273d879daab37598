package vn.gov.hanoi.hpasc.hub.landregistry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where files may be fetched from, and how much of them. With no hosts nothing is fetched.
 *
 * @param hosts that links may lead to
 * @param maxBytes of one file
 * @param connectTimeout to connect
 * @param readTimeout between two pieces
 * @param wholeTimeout from the request to the last byte
 * @param atOnce how many files are fetched at a time
 * @param firstWait before the second attempt; doubled from then on
 * @param longestWait between two attempts
 * @param giveUpAfter how long a file is tried that cannot be had
 * @param mediaTypes that are taken
 */
@Validated
@ConfigurationProperties("hub.land-registry.files")
record LinkProperties(
        @Valid @DefaultValue List<Host> hosts,
        @Min(1) @DefaultValue("52428800") long maxBytes,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration readTimeout,
        @DefaultValue("120s") Duration wholeTimeout,
        @Min(1) @Max(64) @DefaultValue("4") int atOnce,
        @DefaultValue("10s") Duration firstWait,
        @DefaultValue("1h") Duration longestWait,
        @DefaultValue("72h") Duration giveUpAfter,

        @DefaultValue({
            "application/pdf",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        })
        Set<String> mediaTypes) {

    /**
     * A host that links may lead to.
     *
     * @param name as links write it; an address only where links have that very address
     * @param http whether without TLS too
     * @param ports that links may name; 0 for any
     * @param addresses where it may lie, {@code 10.1.2.3} or {@code 10.1.2.0/24}; empty for anywhere in the public Internet
     */
    record Host(
            @NotBlank String name,
            @DefaultValue("false") boolean http,
            @DefaultValue({"443", "80"}) Set<Integer> ports,
            @DefaultValue Set<String> addresses) {

        public Host {}
    }
}
