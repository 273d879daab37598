package vn.gov.hanoi.hpasc.connectors.payments.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Vietnamese texts reduced to what a gateway can take. */
public final class PlainText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9 ._-]+");
    private static final Pattern SEPARATORS = Pattern.compile("[&=|\\p{Cntrl}]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String NOTHING_LEFT = "Thanh toan";

    private PlainText() {}

    /** Letters without marks, digits, space, dot, dash and underscore: what every encoder of every language writes alike. */
    public static String ascii(String text, int longest) {
        String unmarked = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('đ', 'd')
                .replace('Đ', 'D');
        return tidy(OTHERS.matcher(unmarked).replaceAll(" "), longest);
    }

    /** With its marks, but without the characters that separate signed fields. */
    public static String unicode(String text, int longest) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return tidy(SEPARATORS.matcher(composed).replaceAll(" "), longest);
    }

    private static String tidy(String text, int longest) {
        String single = SPACES.matcher(text).replaceAll(" ").strip();
        int end = Math.min(longest, single.length());
        if (end < single.length() && Character.isHighSurrogate(single.charAt(end - 1))) {
            end--;
        }
        String cut = single.substring(0, end).strip();
        return cut.isEmpty() ? NOTHING_LEFT : cut;
    }
}
