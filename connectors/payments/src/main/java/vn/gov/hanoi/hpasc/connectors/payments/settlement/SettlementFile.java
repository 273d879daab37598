package vn.gov.hanoi.hpasc.connectors.payments.settlement;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;

/** A settlement file, read from its beginning to its end with one row in memory at a time. */
public final class SettlementFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final ObjectReader ROWS = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build()
            .readerFor(String[].class);

    private SettlementFile() {}

    /**
     * Reads all rows.
     *
     * @param words how this gateway writes amounts and names orders
     */
    public static void read(
            InputStream file, SettlementLayout layout, SettlementWords words, Consumer<SettlementLine> lines)
            throws IOException {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(layout.separator());
        try (MappingIterator<String[]> rows = ROWS.with(schema).readValues(characters(file, layout))) {
            SettlementColumns columns = SettlementColumns.of(layout, layout.header() ? header(rows) : List.of());
            long line = layout.header() ? 1 : 0;
            while (rows.hasNextValue()) {
                line++;
                lines.accept(columns.line(line, rows.nextValue(), words));
            }
        } catch (RuntimeJsonMappingException broken) {
            throw new IOException("not a file of rows", broken);
        }
    }

    private static List<String> header(MappingIterator<String[]> rows) throws IOException {
        if (!rows.hasNextValue()) {
            throw new IOException("the file is empty");
        }
        return List.of(rows.nextValue());
    }

    private static Reader characters(InputStream file, SettlementLayout layout) throws IOException {
        InputStream plain = layout.base64() ? Base64.getMimeDecoder().wrap(file) : file;
        Reader reader = new BufferedReader(new InputStreamReader(
                new BufferedInputStream(plain),
                layout.charset().newDecoder())); // a decoder reports what is not of the charset, instead of guessing
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
