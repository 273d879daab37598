package vn.gov.hanoi.hpasc.hub.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.function.Function;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import vn.gov.hanoi.hpasc.hub.configuration.Entry;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;

/**
 * How much of the hub one agency may use, at each hub node: its rate limit and its quotas. {@code hub.limits.*} sets what
 * holds for every agency, {@code limits} in a descriptor what holds for that one instead. Rates and requests are counted in
 * memory; nothing is counted for callers that are not known.
 *
 * @param perSecond messages and other requests in a second, in the long run; 0 for no limit
 * @param burst how many may come at once after a pause; a batch counts as its items
 * @param concurrency HTTP requests under way at once
 * @param bytesInFlight bodies of HTTP requests under way at once; one larger body is let in when it is the only one
 * @param waiting messages over HTTP that wait for their commit or are in it; what waits for a destination does not count
 * @param held messages that wait for a dossier nobody has registered yet
 * @param stored bytes of attachments that the agency may bring in a day
 */
@Validated
@ConfigurationProperties("hub.limits")
public record AgencyLimits(
        @DefaultValue("500") @Min(0) @Max(AgencyLimits.MOST) int perSecond,

        @DefaultValue("1000") @Min(1) @Max(AgencyLimits.MOST)
        int burst,

        @DefaultValue("64") @Min(1) @Max(10_000) int concurrency,
        @DefaultValue("32MB") @NotNull DataSize bytesInFlight,

        @DefaultValue("2000") @Min(1) @Max(AgencyLimits.MOST)
        int waiting,

        @DefaultValue("10000") @Min(0) @Max(AgencyLimits.MOST)
        int held,

        @DefaultValue("20GB") @NotNull DataSize stored) {

    /** For the hub itself. */
    public static final AgencyLimits NONE = new AgencyLimits(
            0,
            AgencyLimits.MOST,
            10_000,
            DataSize.ofTerabytes(1),
            AgencyLimits.MOST,
            AgencyLimits.MOST,
            DataSize.ofTerabytes(1000));

    static final int MOST = 1_000_000;

    /** These, save for what {@code written} says otherwise. */
    AgencyLimits with(Entry written, Findings findings) {
        return new AgencyLimits(
                number(written, "perSecond", perSecond),
                number(written, "burst", burst),
                number(written, "concurrency", concurrency),
                size(written, "bytesInFlight", bytesInFlight, findings),
                number(written, "waiting", waiting),
                number(written, "held", held),
                size(written, "stored", stored, findings));
    }

    /** The schema keeps the numbers within their bounds. */
    private static int number(Entry written, String key, int otherwise) {
        return written.find(key).map(Entry::number).orElse(otherwise);
    }

    private static DataSize size(Entry written, String key, DataSize otherwise, Findings findings) {
        Function<String, DataSize> reader = DataSize::parse;
        return written.find(key).flatMap(entry -> entry.as(reader, findings)).orElse(otherwise);
    }
}
