package vn.gov.hanoi.hpasc.benchmark.load;

/** Looks for ASCII in bytes without making strings of them. */
final class Bytes {

    private Bytes() {}

    /** Where {@code wanted} first stands within {@code [from, to)}; -1 when it does not. */
    static int indexOf(byte[] bytes, int from, int to, byte[] wanted) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (bytes[at] == wanted[0] && matches(bytes, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int at, byte[] wanted) {
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Like {@link #indexOf}, with no regard to capitals in {@code bytes}; {@code wanted} has none. */
    static int indexOfLetters(byte[] bytes, int from, int to, byte[] wanted) {
        for (int at = from; at <= to - wanted.length; at++) {
            int i = 0;
            while (i < wanted.length && lower(bytes[at + i]) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
    }

    /** The number at {@code from}, after blanks; ends before the first byte that is no digit. */
    static long number(byte[] bytes, int from, int to, int radix) {
        int at = from;
        while (at < to && bytes[at] == ' ') {
            at++;
        }
        long number = 0;
        for (; at < to; at++) {
            int digit = Character.digit(bytes[at], radix);
            if (digit < 0) {
                break;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
