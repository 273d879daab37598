package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;

/** What came of settlement files: counts and differences as JSON, every line as CSV. */
public final class SettlementReports {

    private static final int MOST = 1000;
    private static final List<String> COLUMNS = List.of(
            "line",
            "class",
            "kind",
            "reference",
            "gateway_transaction",
            "payment_id",
            "amount",
            "expected",
            "fee",
            "status",
            "at",
            "detail",
            "case_id");

    private final Book book;

    SettlementReports(Book book) {
        this.book = book;
    }

    /** A file; the JSON names are public. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            long importId,
            String gateway,
            String merchant,
            LocalDate day,
            String sha256,
            @Nullable String fileName,
            String importedBy,
            Instant importedAt,
            long lines,
            Map<String, Count> classes,
            @Nullable List<Difference> differences) {}

    /** Lines of a class, and the sum of their amounts. */
    public record Count(long lines, long amount) {}

    /** A line that does not match. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            long line,
            String differs,
            String kind,
            @Nullable String reference,
            @Nullable String transaction,
            @Nullable UUID paymentId,
            @Nullable Long amount,
            @Nullable Long expected,
            @Nullable Long fee,
            @Nullable String detail,
            @Nullable Long caseId) {}

    /** The newest files. */
    public List<Report> list() {
        return book.write(page -> page.sql("select * from settlement_import order by import_id desc limit :most")
                .param("most", MOST)
                .query((row, n) -> report(row, counts(page, row.getLong("import_id")), null))
                .list());
    }

    /** One file, with at most 1,000 of its differences. */
    public Optional<Report> find(long importId) {
        return book.write(page -> page.sql("select * from settlement_import where import_id = :id")
                .param("id", importId)
                .query((row, n) -> report(row, counts(page, importId), differences(page, importId)))
                .optional());
    }

    private static Map<String, Count> counts(Page page, long importId) {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (LineClass known : LineClass.values()) {
            counts.put(known.wire(), new Count(0, 0));
        }
        page.sql("""
                        select class, count(*), coalesce(sum(coalesce(amount, expected)), 0) from settlement_line
                        where import_id = :id group by class""")
                .param("id", importId)
                .query((row, n) -> counts.put(row.getString(1), new Count(row.getLong(2), row.getLong(3))))
                .list();
        return counts;
    }

    private static List<Difference> differences(Page page, long importId) {
        return page.sql("""
                        select * from settlement_line where import_id = :id and class <> 'matched'
                        order by line limit :most""")
                .param("id", importId)
                .param("most", MOST)
                .query((row, n) -> new Difference(
                        row.getLong("line"),
                        row.getString("class"),
                        row.getString("kind"),
                        row.getString("reference"),
                        row.getString("gateway_transaction"),
                        row.getObject("payment_id", UUID.class),
                        row.getObject("amount", Long.class),
                        row.getObject("expected", Long.class),
                        row.getObject("fee", Long.class),
                        row.getString("detail"),
                        row.getObject("case_id", Long.class)))
                .list();
    }

    private static Report report(ResultSet row, Map<String, Count> counts, @Nullable List<Difference> differences)
            throws SQLException {
        return new Report(
                row.getLong("import_id"),
                row.getString("gateway"),
                row.getString("merchant"),
                row.getObject("day", LocalDate.class),
                HexFormat.of().formatHex(row.getBytes("file_hash")),
                row.getString("file_name"),
                row.getString("imported_by"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant(),
                row.getLong("lines"),
                counts,
                differences);
    }

    /** Writes every line, one at a time. */
    public void csv(long importId, Writer out) {
        book.write(page -> {
            writeRow(out, COLUMNS);
            page.sql("select * from settlement_line where import_id = :id order by line")
                    .param("id", importId)
                    .query(row -> {
                        writeRow(out, cells(row));
                    });
            return true;
        });
    }

    private static List<String> cells(ResultSet row) throws SQLException {
        java.util.ArrayList<String> cells = new java.util.ArrayList<>(COLUMNS.size());
        for (String column : COLUMNS) {
            String cell = row.getString(column);
            cells.add(cell == null ? "" : cell);
        }
        return cells;
    }

    private static void writeRow(Writer out, List<String> cells) {
        try {
            out.write(
                    String.join(",", cells.stream().map(SettlementReports::cell).toList()) + "\r\n");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A cell that a spreadsheet would take for a formula stays a text. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+@\t".indexOf(text.charAt(0)) >= 0;
        String plain = formula ? "'" + text : text;
        return plain.matches("[^\",\\r\\n]*") ? plain : "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
