package vn.gov.hanoi.hpasc.hub.payment.order;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;

/** Names for orders and refunds that every gateway can take: 20 letters and digits, never the same twice. */
final class References {

    private static final String LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 20;

    private final SecureRandom random = new SecureRandom();

    /** By time first, so that people can sort them. */
    String next(char kind, Instant now) {
        StringBuilder name = new StringBuilder(LENGTH).append(kind);
        name.append(Long.toString(now.toEpochMilli(), Character.MAX_RADIX).toUpperCase(Locale.ROOT));
        while (name.length() < LENGTH) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
