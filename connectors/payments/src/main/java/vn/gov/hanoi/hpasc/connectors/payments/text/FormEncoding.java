package vn.gov.hanoi.hpasc.connectors.payments.text;

import java.nio.charset.StandardCharsets;

/**
 * How the form encoders of different languages write a text. All write UTF-8 and a space as a plus sign; they disagree
 * about a few characters only. Each can be read back in one way, so a signature that fits any of them fits the text.
 */
public enum FormEncoding {
    JAVA(".-*_"),
    PHP(".-_"),
    JAVASCRIPT(".-_!~*'()"),
    PYTHON(".-_~");

    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private final String unescaped;

    FormEncoding(String unescaped) {
        this.unescaped = unescaped;
    }

    /** {@code text} as a part of a form. */
    public String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == ' ') {
                out.append('+');
            } else if (isPlain((char) b)) {
                out.append((char) b);
            } else {
                out.append('%').append(DIGITS[(b >> 4) & 0xF]).append(DIGITS[b & 0xF]);
            }
        }
        return out.toString();
    }

    private boolean isPlain(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || unescaped.indexOf(c) >= 0;
    }
}
