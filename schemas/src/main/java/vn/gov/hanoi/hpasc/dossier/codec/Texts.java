package vn.gov.hanoi.hpasc.dossier.codec;

import java.text.Normalizer;

/**
 * The one form of a text: Unicode NFC, line ends as U+000A, and only characters that JSON and XML can both carry.
 *
 * <p>Line ends are part of it because an XML parser turns U+000D into U+000A before anyone sees it: without this the same
 * message would have two digests.
 */
public final class Texts {

    private Texts() {}

    /**
     * The one form of {@code text}.
     *
     * @throws IllegalArgumentException when it has a character no message may carry; the message says which
     */
    static String canonical(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) {
                return normalised(text);
            }
        }
        return text;
    }

    /** A character that is allowed, and NFC whatever stands beside it. All of Vietnamese in NFC is. */
    private static boolean plain(char c) {
        return (c >= 0x20 && c < 0x300) || (c >= 0x1EA0 && c < 0x1F00) || c == '\n' || c == '\t';
    }

    private static String normalised(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!carried(text, i)) {
                throw new IllegalArgumentException(
                        "has a character that no message may carry: U+%04X".formatted((int) c));
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        return Normalizer.isNormalized(lines, Normalizer.Form.NFC)
                ? lines
                : Normalizer.normalize(lines, Normalizer.Form.NFC);
    }

    private static boolean carried(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return c >= 0x20
                ? !Character.isLowSurrogate(c) && c != '\uFFFE' && c != '\uFFFF'
                : c == '\t' || c == '\n' || c == '\r';
    }

    /**
     * Some outside text made fit for a message's free text: characters no message may carry become U+FFFD, and it is cut.
     *
     * @param most how many characters (UTF-16) to keep
     */
    public static String madeFit(String text, int most) {
        StringBuilder fit = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length() && fit.length() < most; i++) {
            char c = text.charAt(i);
            if (!carried(text, i)) {
                fit.append('\uFFFD');
            } else if (!Character.isHighSurrogate(c)) {
                fit.append(c);
            } else if (fit.length() + 2 <= most) {
                fit.append(c).append(text.charAt(++i));
            } else {
                break;
            }
        }
        String whole = canonical(fit.toString());
        return whole.length() <= most ? whole : whole.substring(0, most);
    }

    /** The length as JSON Schema counts it: in code points. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
