package vn.gov.hanoi.hpasc.connectors.spi.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * A procedure as the national catalogue has it.
 *
 * @param sectors the first is the one that counts
 * @param fees what it costs, each amount parsed or refused
 */
public record PortalProcedure(
        String code, String name, List<Entry> sectors, List<Entry> agencies, List<Fee> fees, List<Entry> papers) {

    public PortalProcedure {
        sectors = List.copyOf(sectors);
        agencies = List.copyOf(agencies);
        fees = List.copyOf(fees);
        papers = List.copyOf(papers);
    }

    /** A code and its name. */
    public record Entry(String code, String name) {}

    /**
     * What is to be paid.
     *
     * @param channel 1 direct, 2 online, 3 post, as the catalogue writes it
     * @param amount null where there is none, or where the text makes no sense
     * @param refused the text that makes no sense as an amount; null when it does
     */
    public record Fee(
            String code,
            String channel,
            @Nullable Vnd amount,
            @Nullable String refused) {}
}
