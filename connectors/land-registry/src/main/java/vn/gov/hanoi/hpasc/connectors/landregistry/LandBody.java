package vn.gov.hanoi.hpasc.connectors.landregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFile;

/**
 * The body of a call, with files in base64 that are read while they are sent: neither a file nor the body is ever in memory.
 * Its length is known beforehand, since not every system reads chunks.
 */
final class LandBody extends AbstractHttpEntity {

    /** Nobody else writes these in this process, whatever a message says. */
    private static final String MARK = UUID.randomUUID() + "-";

    /** A multiple of three, so that only the end of a file is padded. */
    private static final int PIECE = 3 * 16 * 1024;

    private final List<byte[]> texts;
    private final List<LandFile> files;

    private LandBody(List<byte[]> texts, List<LandFile> files) {
        super(ContentType.APPLICATION_JSON, null);
        this.texts = texts;
        this.files = files;
    }

    /** What stands in a body in the place of its {@code number}th file. */
    static String mark(int number) {
        return MARK + number + "-";
    }

    /** {@code body} with each mark replaced by its file. */
    static LandBody of(ObjectNode body, List<LandFile> files) {
        String text = body.toString();
        List<byte[]> texts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < files.size(); i++) {
            String mark = mark(i);
            int at = text.indexOf(mark, from);
            texts.add(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
            from = at + mark.length();
        }
        texts.add(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return new LandBody(texts, List.copyOf(files));
    }

    /** A file could not be read, or has another length than it had: the body never got to its end. */
    static final class FileUnreadable extends IOException {

        private static final long serialVersionUID = 1L;

        FileUnreadable(LandFile file, IOException cause) {
            super("the file " + file.sha256() + " cannot be read", cause);
        }
    }

    @Override
    public long getContentLength() {
        long length = 0;
        for (byte[] text : texts) {
            length += text.length;
        }
        for (LandFile file : files) {
            length += 4 * ((file.size() + 2) / 3);
        }
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            out.write(texts.get(i));
            write(files.get(i), out);
        }
        out.write(texts.getLast());
        out.flush();
    }

    private static void write(LandFile file, OutputStream out) throws IOException {
        try (Reading in = new Reading(file)) {
            byte[] piece = new byte[PIECE];
            byte[] encoded = new byte[PIECE / 3 * 4];
            long left = file.size();
            while (left > 0) {
                int length = in.next(piece, (int) Math.min(PIECE, left));
                left -= length;
                byte[] whole = length == PIECE ? piece : Arrays.copyOf(piece, length);
                out.write(encoded, 0, Base64.getEncoder().encode(whole, encoded));
            }
        }
    }

    /** Tells failures of the file from those of the connection. */
    private static final class Reading implements AutoCloseable {

        private final LandFile file;
        private final InputStream in;

        Reading(LandFile file) throws FileUnreadable {
            this.file = file;
            try {
                this.in = file.opening().open();
            } catch (IOException e) {
                throw new FileUnreadable(file, e);
            }
        }

        /** Fills {@code piece} up to {@code length}. */
        int next(byte[] piece, int length) throws FileUnreadable {
            try {
                if (in.readNBytes(piece, 0, length) < length) {
                    throw new EOFException("shorter than it was");
                }
                return length;
            } catch (IOException e) {
                throw new FileUnreadable(file, e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("it is written, never read");
    }

    @Override
    public void close() {
        // files are closed when they were sent
    }
}
