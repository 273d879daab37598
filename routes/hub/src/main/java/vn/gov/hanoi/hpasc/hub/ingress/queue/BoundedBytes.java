package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Bytes in memory up to a limit; beyond it nothing more is taken: a few packed bytes may unpack to any number. */
final class BoundedBytes extends OutputStream {

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean full;

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        bytes.write(source, from, Math.min(length, most - bytes.size()));
        if (length > 0 && bytes.size() == most) {
            full = true;
        }
        if (full) {
            throw new IOException("more than " + most + " bytes");
        }
    }

    /** Whether there was more, or as much, as it takes. */
    boolean isFull() {
        return full;
    }

    int size() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
