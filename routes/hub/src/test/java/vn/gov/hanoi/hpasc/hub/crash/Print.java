package vn.gov.hanoi.hpasc.hub.crash;

import java.util.List;

/** Says aloud what a proof came to. */
final class Print {

    private Print() {}

    @SuppressWarnings("SystemOut") // A proof that tells nobody its figures proves nothing.
    @SafeVarargs
    static void figures(String title, List<String>... lines) {
        StringBuilder text = new StringBuilder("\n").append(title).append('\n');
        List.of(lines)
                .forEach(part ->
                        part.forEach(line -> text.append("  ").append(line).append('\n')));
        System.out.println(text);
    }
}
