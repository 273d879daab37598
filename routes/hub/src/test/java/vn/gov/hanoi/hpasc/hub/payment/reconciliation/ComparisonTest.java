package vn.gov.hanoi.hpasc.hub.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine.Kind;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine.Row;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.Comparison.Booked;
import vn.gov.hanoi.hpasc.hub.payment.reconciliation.Comparison.BookedRefund;

class ComparisonTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    /** 23 November, 06:30 in Hanoi. */
    private static final Instant MORNING = Instant.parse("2026-11-22T23:30:00Z");

    private static final UUID PAYMENT = UUID.randomUUID();

    private static Row row(Kind kind, long amount, @Nullable Long fee, PaymentStatus status) {
        return new Row(1, kind, "P1", "T1", new Vnd(amount), fee == null ? null : new Vnd(fee), status, "", MORNING);
    }

    private static LineClass payment(Row row, @Nullable Booked booked) {
        return new Comparison(DAY, 11).payment(row, booked).result();
    }

    private static Booked booked(boolean moved, long amount, Instant at) {
        return new Booked(PAYMENT, moved, amount, at, true);
    }

    @Test
    void matchesWhatBothHave() {
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.PAID), booked(true, 100, MORNING)))
                .isEqualTo(LineClass.MATCHED);
    }

    @Test
    void findsWhatTheHubDoesNotHave() {
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.PAID), null))
                .isEqualTo(LineClass.ONLY_GATEWAY);
    }

    @Test
    void findsASecondTransactionOfAPaidOrder() {
        Booked other = new Booked(PAYMENT, true, 100, MORNING, false);
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.PAID), other))
                .isEqualTo(LineClass.ONLY_GATEWAY);
    }

    @Test
    void findsAnotherAmount() {
        assertThat(payment(row(Kind.PAYMENT, 99, null, PaymentStatus.PAID), booked(true, 100, MORNING)))
                .isEqualTo(LineClass.AMOUNT);
    }

    @Test
    void findsAnotherStatusEitherWay() {
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.PAID), booked(false, 100, MORNING)))
                .isEqualTo(LineClass.STATUS);
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.FAILED), booked(true, 100, MORNING)))
                .isEqualTo(LineClass.STATUS);
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.FAILED), booked(false, 100, MORNING)))
                .isEqualTo(LineClass.MATCHED);
    }

    @ParameterizedTest
    @CsvSource({"1100, MATCHED", "1099, FEE", "1101, FEE", "0, FEE"})
    void findsAnotherFeeThanAgreed(long fee, LineClass result) {
        assertThat(payment(row(Kind.PAYMENT, 100_000, fee, PaymentStatus.PAID), booked(true, 100_000, MORNING)))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"1, MATCHED", "2, MATCHED", "3, FEE"})
    void takesPartsOfADongEitherWay(long fee, LineClass result) {
        assertThat(payment(row(Kind.PAYMENT, 101, fee, PaymentStatus.PAID), booked(true, 101, MORNING)))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T16:59:59Z, CUT_OFF",
        "2026-11-22T17:00:00Z, MATCHED",
        "2026-11-23T16:59:59Z, MATCHED",
        "2026-11-23T17:00:00Z, CUT_OFF"
    })
    void countsDaysInHanoi(Instant movedAt, LineClass result) {
        assertThat(payment(row(Kind.PAYMENT, 100, null, PaymentStatus.PAID), booked(true, 100, movedAt)))
                .isEqualTo(result);
    }

    @Test
    void comparesRefunds() {
        Comparison comparison = new Comparison(DAY, null);
        Row row = row(Kind.REFUND, 100, null, PaymentStatus.PAID);
        assertThat(comparison.refund(row, null).result()).isEqualTo(LineClass.REFUND);
        assertThat(comparison
                        .refund(row, new BookedRefund(PAYMENT, false, 100, null))
                        .result())
                .isEqualTo(LineClass.REFUND);
        assertThat(comparison
                        .refund(row, new BookedRefund(PAYMENT, true, 99, MORNING))
                        .result())
                .isEqualTo(LineClass.REFUND);
        assertThat(comparison
                        .refund(row, new BookedRefund(PAYMENT, true, 100, MORNING))
                        .result())
                .isEqualTo(LineClass.MATCHED);
    }

    @Test
    void skipsNoRow() {
        assertThat(Comparison.unreadable(new SettlementLine.Unreadable(7, "amount"))
                        .result())
                .isEqualTo(LineClass.UNREADABLE);
    }
}
