package vn.gov.hanoi.hpasc.hub.ingress.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Reads a body into a buffer that grows with what arrives: what a caller announces decides only how far the buffer may grow,
 * never how large it is. Each growth is accounted for before memory is taken.
 */
final class BodyReader {

    static final int FIRST = 8 * 1024;

    private final Account account;
    private final int most;

    /** Allows bytes to be held, or refuses. */
    @FunctionalInterface
    interface Account {
        void take(long bytes);
    }

    BodyReader(Account account, int most) {
        this.account = account;
        this.most = most;
    }

    /**
     * All of {@code in}.
     *
     * @param announced bytes to come; negative when nothing was said
     */
    byte[] read(InputStream in, long announced) throws IOException {
        long end = announced >= 0 ? announced : most + 1L;
        byte[] bytes = grown(new byte[0], (int) Math.min(FIRST, end));
        int size = in.readNBytes(bytes, 0, bytes.length);
        while (size == bytes.length && size < end) {
            bytes = grown(bytes, (int) Math.min(2L * bytes.length, end));
            size += in.readNBytes(bytes, size, bytes.length - size);
        }
        if (size > most) {
            throw new Refusal(ErrorCode.TOO_LARGE, Integer.toString(most));
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private byte[] grown(byte[] bytes, int size) {
        account.take(size - (long) bytes.length);
        return Arrays.copyOf(bytes, size);
    }
}
