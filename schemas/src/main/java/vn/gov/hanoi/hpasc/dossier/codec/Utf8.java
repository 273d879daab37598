package vn.gov.hanoi.hpasc.dossier.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;

/**
 * Looks over the bytes of a JSON text before it is parsed: they are UTF-8 as Unicode defines it (the parser lets overlong
 * forms and halves of surrogate pairs through), and U+0000 is in them neither raw nor as {@code \u0000}, not even where
 * nobody reads it.
 */
final class Utf8 {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long BACKSLASHES = ONES * '\\';

    private Utf8() {}

    /** Both. */
    static void check(byte[] bytes) throws InvalidMessage {
        check(bytes, true);
    }

    /** The encoding alone, for a batch: U+0000 is then the fault of one item. */
    static void checkEncoding(byte[] bytes) throws InvalidMessage {
        check(bytes, false);
    }

    private static void check(byte[] bytes, boolean characters) throws InvalidMessage {
        if (bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0)) {
            throw InvalidMessage.of(Kind.WRONG_ENCODING, "UTF-16 or UTF-32");
        }
        for (int i = 0; i < bytes.length; ) {
            if (i + 8 <= bytes.length && dull((long) WORD.get(bytes, i))) {
                i += 8;
                continue;
            }
            int length = lengthAt(bytes, i);
            if (length == 0) {
                throw InvalidMessage.of(Kind.WRONG_ENCODING, "UTF-8 ends at byte " + i);
            }
            if (characters && (bytes[i] == 0 || (bytes[i] == '\\' && nulEscape(bytes, i)))) {
                throw InvalidMessage.of(Kind.FORBIDDEN_CHARACTER, "U+0000");
            }
            // A backslash takes its follower along, so that \\u0000 is seen for the text it is.
            i += bytes[i] == '\\' && i + 1 < bytes.length && bytes[i + 1] > 0 ? 2 : length;
        }
    }

    /** Eight bytes of ASCII, none of them U+0000 or a backslash. */
    private static boolean dull(long word) {
        long slashes = word ^ BACKSLASHES;
        return ((word | ((word - ONES) & ~word) | ((slashes - ONES) & ~slashes)) & HIGHS) == 0;
    }

    private static boolean nulEscape(byte[] bytes, int i) {
        return i + 5 < bytes.length
                && bytes[i + 1] == 'u'
                && bytes[i + 2] == '0'
                && bytes[i + 3] == '0'
                && bytes[i + 4] == '0'
                && bytes[i + 5] == '0';
    }

    /** The length of the well-formed sequence at {@code i} (Unicode, table 3-7); 0 when there is none. */
    private static int lengthAt(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (i + length > bytes.length) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[i + 1] & 0xFF;
        return second >= lowestSecond(first) && second <= highestSecond(first) ? length : 0;
    }

    private static int lowestSecond(int first) {
        return first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    }

    private static int highestSecond(int first) {
        return first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    }
}
