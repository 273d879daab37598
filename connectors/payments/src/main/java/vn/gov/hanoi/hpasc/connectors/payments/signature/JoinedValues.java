package vn.gov.hanoi.hpasc.connectors.payments.signature;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text most gateways sign: values in a fixed order with a bar between them, an absent one as nothing. */
public final class JoinedValues {

    private JoinedValues() {}

    /** The values of {@code names} out of {@code fields}. */
    public static String of(List<String> names, Map<String, String> fields) {
        return names.stream().map(name -> fields.getOrDefault(name, "")).collect(Collectors.joining("|"));
    }

    /**
     * Whether the joined text can be taken apart in one way only: with a bar inside a value, the same signature would fit
     * other values too. The last value may hold bars, as everything before it is certain.
     */
    public static boolean unambiguous(List<String> names, Map<String, String> fields) {
        return names.subList(0, names.size() - 1).stream()
                .noneMatch(name -> fields.getOrDefault(name, "").indexOf('|') >= 0);
    }
}
