package vn.gov.hanoi.hpasc.hub.callback.tax;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls of the tax office are known and read. With neither keys nor certificates nobody gets in.
 *
 * @param keys SecurityKey: the current one, and around a change of keys the next one
 * @param keyFiles hold keys, one each
 * @param createMissingKey whether a key is made, in {@code tax-callback.key} of the keys' folder: in the sandbox, never in
 *     production
 * @param certificates SHA-256 of client certificates, in hex, that are as good as a key
 * @param allowedAddresses where it calls from besides, {@code 10.1.2.3} or {@code 10.1.2.0/24}; empty for anywhere
 * @param maxBytes of a call
 * @param maxFileBytes of a file of notices, decoded
 * @param maxRows of a file
 * @param thousands the mark between groups of three digits; empty when there is none
 * @param datePattern of NGAY_QUYET_DINH
 * @param timePattern of ThoiGianThanhToan
 * @param zone of both
 * @param optional names of elements that a notice may have besides
 * @param keep how long a call is kept as it came
 * @param keepStrangers how long it is kept that a stranger called
 * @param mostStrangers of those, at most; the oldest go first
 */
@Validated
@ConfigurationProperties("hub.tax.callback")
record TaxCallbackProperties(
        @DefaultValue @Size(max = 2) List<String> keys,
        @DefaultValue @Size(max = 2) List<Path> keyFiles,
        @DefaultValue("false") boolean createMissingKey,
        @DefaultValue Set<String> certificates,
        @DefaultValue Set<String> allowedAddresses,
        @Min(1024) @Max(67108864) @DefaultValue("16777216") int maxBytes,
        @Min(1024) @Max(67108864) @DefaultValue("8388608") int maxFileBytes,
        @Min(1) @Max(10000) @DefaultValue("2000") int maxRows,
        @DefaultValue(".") @Size(max = 1) String thousands,
        @DefaultValue("dd-MM-yyyy") String datePattern,
        @DefaultValue("yyyyMMddHHmmss") String timePattern,
        @DefaultValue("Asia/Ho_Chi_Minh") ZoneId zone,
        @DefaultValue Optional optional,
        @DefaultValue("90d") @NotNull Duration keep,
        @DefaultValue("7d") @NotNull Duration keepStrangers,
        @DefaultValue("10000") @Min(100) int mostStrangers) {

    TaxCallbackProperties {
        if (timePattern.contains("h")) {
            throw new IllegalArgumentException("hub.tax.callback.time-pattern has a 12-hour clock: " + timePattern);
        }
        if (keys.stream().anyMatch(key -> !key.isBlank() && key.strip().length() < 8)) {
            throw new IllegalArgumentException("hub.tax.callback.keys has a key of less than 8 characters");
        }
    }

    /**
     * Elements of a notice that are not in every file; what they are called is not known for sure.
     *
     * @param due until when, as {@code datePattern}
     * @param account number of the account it is paid to
     * @param bank code of the bank or treasury
     * @param holder of the account
     */
    record Optional(
            @DefaultValue("HAN_NOP") String due,
            @DefaultValue("TK_THU_HUONG") String account,
            @DefaultValue("MA_NH_THU_HUONG") String bank,
            @DefaultValue("TEN_TK_THU_HUONG") String holder) {}

    /** Tells no key. */
    @Override
    public String toString() {
        return "TaxCallbackProperties[" + keys.size() + " keys, " + keyFiles + "]";
    }
}
