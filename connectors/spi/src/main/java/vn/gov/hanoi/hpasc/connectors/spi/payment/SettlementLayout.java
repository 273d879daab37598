package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.nio.charset.Charset;
import java.util.Map;

/**
 * What a settlement file looks like. No gateway publishes its format, so all of it is configuration.
 *
 * @param charset of the file; a byte order mark is ignored
 * @param separator between columns
 * @param base64 whether the whole file is wrapped in base64
 * @param header whether the first row names the columns
 * @param columns where each field stands: a name of the header row, or a number from 1 when there is none
 * @param timePattern of {@link Field#TIME}, as {@link java.time.format.DateTimeFormatter} has it, in +7; {@code epoch-millis} for such numbers
 * @param statuses the gateway's words for a status; a word that is not listed makes the row unreadable
 * @param kinds the gateway's words for {@link Field#KIND}; a row without that column is a payment
 */
public record SettlementLayout(
        Charset charset,
        char separator,
        boolean base64,
        boolean header,
        Map<Field, String> columns,
        String timePattern,
        Map<String, PaymentStatus> statuses,
        Map<String, SettlementLine.Kind> kinds) {

    public static final String EPOCH_MILLIS = "epoch-millis";

    public SettlementLayout {
        columns = Map.copyOf(columns);
        statuses = Map.copyOf(statuses);
        kinds = Map.copyOf(kinds);
        if (!columns.containsKey(Field.AMOUNT)
                || !(columns.containsKey(Field.REFERENCE) || columns.containsKey(Field.TRANSACTION))) {
            throw new IllegalArgumentException("a settlement file needs an amount, and a reference or a transaction");
        }
    }

    /** What can be read out of a row. Amount, and reference or transaction, are needed; the rest is optional. */
    public enum Field {
        KIND,
        REFERENCE,
        TRANSACTION,
        AMOUNT,
        FEE,
        STATUS,
        TIME
    }
}
