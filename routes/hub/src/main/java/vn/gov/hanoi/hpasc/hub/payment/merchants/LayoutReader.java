package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout.Field;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.hub.configuration.Entry;

/** Puts what is written over what is usual. */
final class LayoutReader {

    private LayoutReader() {}

    /** @throws IllegalArgumentException when it makes no sense */
    static SettlementLayout read(Entry written, SettlementLayout usual) {
        Optional<String> pattern = written.find("timePattern").map(Entry::text);
        if (pattern.isPresent() && !pattern.get().equals(SettlementLayout.EPOCH_MILLIS)) {
            Objects.requireNonNull(DateTimeFormatter.ofPattern(pattern.get()));
        }
        return new SettlementLayout(
                written.find("charset").map(Entry::text).map(Charset::forName).orElse(usual.charset()),
                written.find("separator").map(entry -> entry.text().charAt(0)).orElse(usual.separator()),
                written.find("base64").map(Entry::truth).orElse(usual.base64()),
                written.find("header").map(Entry::truth).orElse(usual.header()),
                byField(written, usual),
                pattern.orElse(usual.timePattern()),
                over(written, "statuses", usual.statuses(), text -> PaymentStatus.valueOf(upper(text))),
                over(written, "kinds", usual.kinds(), text -> SettlementLine.Kind.valueOf(upper(text))));
    }

    private static Map<Field, String> byField(Entry written, SettlementLayout usual) {
        Map<Field, String> columns = new HashMap<>();
        written.find("columns")
                .ifPresent(entry -> entry.keys()
                        .forEach(key -> columns.put(
                                Field.valueOf(upper(key)), entry.at(key).text())));
        return columns.isEmpty() ? usual.columns() : columns;
    }

    private static <T> Map<String, T> over(
            Entry written, String key, Map<String, T> usual, Function<String, T> reader) {
        return written.find(key)
                .map(entry -> {
                    Map<String, T> own = new HashMap<>();
                    entry.keys()
                            .forEach(word ->
                                    own.put(word, reader.apply(entry.at(word).text())));
                    return own;
                })
                .orElse(new HashMap<>(usual));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
