package vn.gov.hanoi.hpasc.connectors.landregistry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandDossiers;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFacts;
import vn.gov.hanoi.hpasc.connectors.spi.landregistry.LandFile;

/** What the hub would know. */
final class MemoryLandDossiers implements LandDossiers {

    static final LandFacts KNOWN = new LandFacts(
            null, "Chi nhánh số 7", "Đăng ký đất đai lần đầu", Instant.parse("2026-12-13T10:00:00Z"), List.of());

    private final Map<String, LandFacts> facts = new ConcurrentHashMap<>();
    private final Map<String, LandFile> files = new ConcurrentHashMap<>();

    void knows(String code, LandFacts known) {
        facts.put(code, known);
    }

    /** Keeps a file and gives its name. */
    String keep(byte[] bytes) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            keep(sha256, bytes.length, () -> new ByteArrayInputStream(bytes));
            return sha256;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void keep(String sha256, long size, LandFile.Opening opening) {
        files.put(sha256, new LandFile(sha256, size, "application/pdf", opening));
    }

    @Override
    public LandFacts facts(String code) {
        return facts.getOrDefault(code, KNOWN);
    }

    @Override
    public Optional<LandFile> file(String sha256) {
        return Optional.ofNullable(files.get(sha256));
    }

    /** So many bytes that look like a scan, made while they are read. */
    static InputStream scan(long size, int seed) {
        return new InputStream() {
            private long left = size;
            private int state = seed * 7919 + 1;

            @Override
            public int read() {
                if (left == 0) {
                    return -1;
                }
                left--;
                state = state * 1664525 + 1013904223;
                return state >>> 24;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (left == 0) {
                    return -1;
                }
                int count = (int) Math.min(length, left);
                for (int i = 0; i < count; i++) {
                    state = state * 1664525 + 1013904223;
                    bytes[from + i] = (byte) (state >>> 24);
                }
                left -= count;
                return count;
            }
        };
    }
}
