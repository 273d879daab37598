package vn.gov.hanoi.hpasc.connectors.payments.settlement;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.payments.text.Amount;
import vn.gov.hanoi.hpasc.connectors.payments.text.VietnamTime;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout.Field;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** Where in a row each field stands, and what it means. */
final class SettlementColumns {

    private final SettlementLayout layout;
    private final Map<Field, Integer> places;
    private final @Nullable DateTimeFormatter time;

    private SettlementColumns(SettlementLayout layout, Map<Field, Integer> places) {
        this.layout = layout;
        this.places = places;
        this.time = layout.timePattern().equals(SettlementLayout.EPOCH_MILLIS)
                ? null
                : DateTimeFormatter.ofPattern(layout.timePattern());
    }

    /** @throws IOException when the header lacks a configured column */
    static SettlementColumns of(SettlementLayout layout, List<String> header) throws IOException {
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        for (Map.Entry<Field, String> column : layout.columns().entrySet()) {
            int place = layout.header() ? header.indexOf(column.getValue()) : Integer.parseInt(column.getValue()) - 1;
            if (place < 0) {
                throw new IOException("no column " + column.getValue() + " for " + column.getKey());
            }
            places.put(column.getKey(), place);
        }
        return new SettlementColumns(layout, places);
    }

    SettlementLine line(long line, String[] row, SettlementWords words) {
        try {
            return new SettlementLine.Row(
                    line,
                    kind(row),
                    reference(row, words),
                    at(row, Field.TRANSACTION),
                    required(Amount.parts(at(row, Field.AMOUNT), words.partsOfADong()), Field.AMOUNT),
                    fee(row, words),
                    status(row),
                    orEmpty(at(row, Field.STATUS)),
                    time(row));
        } catch (Senseless senseless) {
            return new SettlementLine.Unreadable(line, senseless.getMessage());
        }
    }

    private SettlementLine.Kind kind(String[] row) throws Senseless {
        String word = at(row, Field.KIND);
        return word == null && !places.containsKey(Field.KIND)
                ? SettlementLine.Kind.PAYMENT
                : required(layout.kinds().get(orEmpty(word)), Field.KIND);
    }

    private @Nullable String reference(String[] row, SettlementWords words) throws Senseless {
        String reference = at(row, Field.REFERENCE);
        if (reference == null && at(row, Field.TRANSACTION) == null) {
            throw new Senseless("neither reference nor transaction");
        }
        return reference == null ? null : words.reference().apply(reference);
    }

    private @Nullable Vnd fee(String[] row, SettlementWords words) throws Senseless {
        String fee = at(row, Field.FEE);
        return fee == null ? null : required(Amount.parts(fee, words.partsOfADong()), Field.FEE);
    }

    private PaymentStatus status(String[] row) throws Senseless {
        String word = at(row, Field.STATUS);
        return word == null ? PaymentStatus.PAID : required(layout.statuses().get(word), Field.STATUS);
    }

    private @Nullable Instant time(String[] row) throws Senseless {
        String text = at(row, Field.TIME);
        if (text == null) {
            return null;
        }
        if (time == null) {
            return required(VietnamTime.epochMillis(text).orElse(null), Field.TIME);
        }
        try {
            return LocalDateTime.parse(text, time).toInstant(VietnamTime.OFFSET);
        } catch (DateTimeException none) {
            throw new Senseless("column of TIME");
        }
    }

    private @Nullable String at(String[] row, Field field) {
        Integer place = places.get(field);
        return place == null || place >= row.length || row[place].isEmpty() ? null : row[place];
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> T required(@Nullable T value, Field field) throws Senseless {
        if (value == null) {
            throw new Senseless("column of " + field);
        }
        return value;
    }

    /** One row; the next may be good. */
    private static final class Senseless extends Exception {

        private static final long serialVersionUID = 1L;

        private final String reason;

        Senseless(String reason) {
            super(reason);
            this.reason = reason;
        }

        @Override
        public String getMessage() {
            return reason;
        }
    }
}
