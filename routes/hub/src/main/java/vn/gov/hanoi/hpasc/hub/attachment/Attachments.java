package vn.gov.hanoi.hpasc.hub.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** The files: bytes in a folder under their SHA-256, what is known of them in PostgreSQL. The same bytes are kept once. */
public final class Attachments {

    private static final int PIECE = 64 * 1024;

    private static final String FILE = """
            insert into attachment (sha256, stored_by, media_type, stored_at, size)
            values (?, ?, ?, ?::timestamptz, ?) on conflict (sha256) do nothing""";

    /** Each agency says for itself what it brought; the last time counts. */
    private static final String UPLOAD = """
            insert into attachment_upload (sha256, agency, media_type, stored_at)
            select sha256, agency, media_type, stored_at
            from (values (?, ?, ?, ?::timestamptz, ?::bigint)) as v (sha256, agency, media_type, stored_at, size)
            on conflict (sha256, agency) do update set media_type = excluded.media_type, stored_at = excluded.stored_at""";

    private final Path folder;
    private final long mostBytes;
    private final Transactions transactions;
    private final Clock clock;

    Attachments(Path folder, long mostBytes, Transactions transactions, Clock clock) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How large a file may be. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Writes a file's bytes somewhere. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Keeps a file. On return its bytes are on disk and its name is in PostgreSQL.
     *
     * @param by who brings it
     * @throws Refusal when it is larger than allowed
     */
    public Attachment keep(InputStream bytes, String mediaType, String by) throws IOException {
        return keep(out -> copy(bytes, out), mediaType, by);
    }

    /** As above, of bytes that are written rather than read. */
    public Attachment keep(Source source, String mediaType, String by) throws IOException {
        PrivateFiles.folder(folder);
        Path arriving = Files.createTempFile(folder, "arriving-", ".part");
        try {
            MessageDigest digest = sha256();
            long size;
            try (Limited out = new Limited(
                    new DigestOutputStream(Files.newOutputStream(arriving, StandardOpenOption.WRITE), digest),
                    mostBytes)) {
                source.writeTo(out);
                size = out.written();
            }
            flush(arriving);
            Attachment kept = new Attachment(HexFormat.of().formatHex(digest.digest()), size, mediaType);
            Path place = place(kept.sha256());
            PrivateFiles.folderOf(place);
            Files.move(arriving, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return record(kept, by);
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            out.write(piece, 0, length);
        }
    }

    private static void flush(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private Attachment record(Attachment file, String by) {
        try {
            return transactions.run(connection -> {
                insert(connection, FILE, file, by);
                insert(connection, UPLOAD, file, by);
                return file;
            });
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private void insert(Connection connection, String sql, Attachment file, String by) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, file.sha256());
            statement.setString(2, by);
            statement.setString(3, file.mediaType());
            statement.setString(4, clock.instant().toString());
            statement.setLong(5, file.size());
            statement.executeUpdate();
        }
    }

    /** As what {@code agency} brought the file; empty when it did not. */
    public Optional<String> broughtAs(String sha256, AgencyCode agency) {
        return transactions.ask(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select media_type from attachment_upload where sha256 = ? and agency = ?")) {
                statement.setString(1, sha256);
                statement.setString(2, agency.value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                }
            }
        });
    }

    /** The file of that name; empty when there is none. */
    public Optional<Attachment> find(String sha256) {
        try {
            return transactions.run(connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("select size, media_type from attachment where sha256 = ?")) {
                    statement.setString(1, sha256);
                    try (ResultSet row = statement.executeQuery()) {
                        return row.next()
                                ? Optional.of(new Attachment(sha256, row.getLong(1), row.getString(2)))
                                : Optional.<Attachment>empty();
                    }
                }
            });
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    /** Its bytes. */
    public InputStream open(Attachment file) throws IOException {
        return Files.newInputStream(place(file.sha256()));
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Stops a file that is too large before it fills the disk. */
    private static final class Limited extends OutputStream {

        private final OutputStream out;
        private final long most;
        private long written;

        Limited(OutputStream out, long most) {
            this.out = out;
            this.most = most;
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int more) {
            written += more;
            if (written > most) {
                throw new Refusal(ErrorCode.TOO_LARGE, Long.toString(most));
            }
        }

        long written() {
            return written;
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
