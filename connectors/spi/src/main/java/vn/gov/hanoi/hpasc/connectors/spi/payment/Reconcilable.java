package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A gateway that settles by files, one row for each transaction of a day. */
public interface Reconcilable {

    /** The layout this gateway is known or presumed to use; configuration may replace any part of it. */
    SettlementLayout usualLayout();

    /**
     * Reads a settlement file from beginning to end, holding one row in memory at a time. A row that makes no sense is
     * handed over as {@link SettlementLine.Unreadable}, in its place: no row is ever skipped.
     *
     * @param file closed by the caller
     * @throws IOException when the file cannot be read at all, or lacks a configured column
     */
    void readSettlement(InputStream file, SettlementLayout layout, Consumer<SettlementLine> lines) throws IOException;
}
