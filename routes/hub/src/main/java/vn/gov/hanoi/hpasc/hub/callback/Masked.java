package vn.gov.hanoi.hpasc.hub.callback;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What may be seen of a call that can hold anything: which fields it had and how long they were. */
final class Masked {

    private static final int MOST = 60;
    private static final int LONGEST_NAME = 40;

    private Masked() {}

    static String query(String rawQuery) {
        if (rawQuery.isEmpty()) {
            return "";
        }
        return Arrays.stream(rawQuery.split("&", MOST + 1))
                .limit(MOST)
                .map(Masked::pair)
                .collect(Collectors.joining("&"));
    }

    private static String pair(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return shown.replaceAll("[^\\w.%-]", "?") + "=***" + (equals < 0 ? 0 : pair.length() - equals - 1);
    }
}
