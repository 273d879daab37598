package vn.gov.hanoi.hpasc.connectors.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout.Field;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.dossier.Vnd;

class SettlementFileTest {

    private static SettlementLayout layout(char separator, boolean base64, boolean header, Map<Field, String> columns) {
        return new SettlementLayout(
                StandardCharsets.UTF_8,
                separator,
                base64,
                header,
                columns,
                "dd/MM/uuuu HH:mm:ss",
                Map.of("Thành công", PaymentStatus.PAID, "Lỗi", PaymentStatus.FAILED),
                Map.of("TT", SettlementLine.Kind.PAYMENT, "HT", SettlementLine.Kind.REFUND));
    }

    private static final SettlementLayout FULL = layout(
            ';',
            false,
            true,
            Map.of(
                    Field.KIND, "Loại",
                    Field.REFERENCE, "Mã đơn",
                    Field.TRANSACTION, "Mã GD",
                    Field.AMOUNT, "Số tiền",
                    Field.FEE, "Phí",
                    Field.STATUS, "Trạng thái",
                    Field.TIME, "Lúc"));
    private static final String HEADER = "STT;Mã đơn;Mã GD;Số tiền;Phí;Trạng thái;Lúc;Loại\n";

    private static List<SettlementLine> read(SettlementLayout layout, String file) throws IOException {
        List<SettlementLine> lines = new ArrayList<>();
        SettlementFile.read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                layout,
                SettlementWords.PLAIN,
                lines::add);
        return lines;
    }

    @Test
    void readsTheConfiguredColumnsWhateverElseThereIs() throws IOException {
        assertThat(read(FULL, "\uFEFF" + HEADER + "1;HS1;GD1;175000;1100;Thành công;23/11/2026 10:00:00;TT\n"))
                .containsExactly(new SettlementLine.Row(
                        2,
                        SettlementLine.Kind.PAYMENT,
                        "HS1",
                        "GD1",
                        new Vnd(175_000),
                        new Vnd(1_100),
                        PaymentStatus.PAID,
                        "Thành công",
                        Instant.parse("2026-11-23T03:00:00Z")));
    }

    @Test
    void handsOverRowsWithoutSenseInTheirPlace() throws IOException {
        String rows = "1;HS1;GD1;175.000;;Thành công;23/11/2026 10:00:00;TT\n"
                + "2;HS2;GD2;175000;;Ổn;23/11/2026 10:00:00;TT\n"
                + "3;;;175000;;Lỗi;23/11/2026 10:00:00;TT\n"
                + "4;HS4;GD4;175000;;Lỗi;2026-11-23;TT\n"
                + "5;HS5;GD5;175000;;Lỗi;;??\n"
                + "6;HS6\n"
                + "7;HS7;GD7;175000;;;;HT\n";

        List<SettlementLine> lines = read(FULL, HEADER + rows);

        assertThat(lines).hasSize(7).first().isEqualTo(new SettlementLine.Unreadable(2, "column of AMOUNT"));
        assertThat(lines.subList(0, 6)).allMatch(SettlementLine.Unreadable.class::isInstance);
        assertThat(lines.get(6)).isInstanceOfSatisfying(SettlementLine.Row.class, row -> {
            assertThat(row.line()).isEqualTo(8);
            assertThat(row.kind()).isEqualTo(SettlementLine.Kind.REFUND);
            assertThat(row.status()).isEqualTo(PaymentStatus.PAID);
            assertThat(row.fee()).isNull();
        });
    }

    @Test
    void readsColumnsByNumberAndFilesInBase64() throws IOException {
        SettlementLayout bare = layout('|', true, false, Map.of(Field.TRANSACTION, "1", Field.AMOUNT, "2"));
        String file =
                Base64.getMimeEncoder().encodeToString("GD1|5000\nGD2|\"6000\"\n".getBytes(StandardCharsets.UTF_8));

        assertThat(read(bare, file))
                .extracting(line -> ((SettlementLine.Row) line).amount())
                .containsExactly(new Vnd(5_000), new Vnd(6_000));
    }

    @Test
    void refusesAFileWithoutAConfiguredColumn() {
        assertThatThrownBy(() -> read(FULL, "Mã đơn;Số tiền\nHS1;1\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no column");
        assertThatThrownBy(() -> read(FULL, "")).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAFileInAnotherCharset() {
        byte[] latin = (HEADER + "1;HS1;GD1;1;;Thành công;;TT\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() ->
                        SettlementFile.read(new ByteArrayInputStream(latin), FULL, SettlementWords.PLAIN, line -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void readsLongFilesOneRowAtATime() throws IOException {
        byte[] chunk = "1;HS1;GD1;175000;1100;Thành công;23/11/2026 10:00:00;TT\n"
                .repeat(1_000)
                .getBytes(StandardCharsets.UTF_8);
        Stream<InputStream> chunks = Stream.concat(
                Stream.of(new ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8))),
                IntStream.range(0, 300).mapToObj(index -> new ByteArrayInputStream(chunk)));
        AtomicLong sum = new AtomicLong();

        SettlementFile.read(
                new SequenceInputStream(Collections.enumeration(chunks.toList())),
                FULL,
                SettlementWords.PLAIN,
                line -> sum.addAndGet(((SettlementLine.Row) line).amount().amount()));

        assertThat(sum.get()).isEqualTo(300_000L * 175_000);
    }
}
