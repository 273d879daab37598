package vn.gov.hanoi.hpasc.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Reconcilable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Refundable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayRefund;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayTime;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

/** What holds beside for every gateway that gives money back and settles by files. */
public abstract class RefundContract extends PaymentGatewayContract {

    private Refundable refunds() {
        return (Refundable) gateway();
    }

    private GatewayOrder paid(OrderRequest order) {
        return simulator().pay(opened(order));
    }

    @Test
    void aRefundComesToItsEnd() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        GatewayOrder paid = paid(order);
        RefundRequest refund = PaymentBuilder.aRefund(order, paid.transaction(), 175_000);

        assertThat(refunds().refund(refund, merchant()))
                .isInstanceOfAny(RefundOutcome.Refunded.class, RefundOutcome.Processing.class);
        assertThat(refunds().inquireRefund(refund, merchant())).isInstanceOf(RefundOutcome.Refunded.class);
        assertThat(simulator().orders().get(paid.reference()).left()).isZero();
    }

    @Test
    void aPartOfThePaymentCanGoBackAndItStaysPaid() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        GatewayOrder paid = paid(order);

        refunds().refund(PaymentBuilder.aRefund(order, paid.transaction(), 75_000), merchant());

        assertThat(simulator().orders().get(paid.reference()).left()).isEqualTo(100_000);
        assertThat(found(order).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(found(order).contradicts(order.amount())).isFalse();
    }

    @Test
    void theSameRefundTwiceGivesMoneyBackOnce() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        GatewayOrder paid = paid(order);
        RefundRequest refund = PaymentBuilder.aRefund(order, paid.transaction(), 75_000);

        refunds().refund(refund, merchant());
        RefundOutcome again = refunds().refund(refund, merchant());

        assertThat(again).isNotInstanceOfAny(RefundOutcome.Refused.class, RefundOutcome.NotFound.class);
        assertThat(simulator().orders().get(paid.reference()).refunds()).hasSize(1);
        assertThat(refunds().inquireRefund(refund, merchant())).isInstanceOf(RefundOutcome.Refunded.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"take+hang:3s", "take+reset", "take+status:504", "take+garbage:html"})
    void aRefundWithoutAnAnswerIsUnknownAndTheInquiryFindsIt(String behaviour) throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        GatewayOrder paid = paid(order);
        RefundRequest refund = PaymentBuilder.aRefund(order, paid.transaction(), 175_000);
        simulator().script().next(Behaviour.of(behaviour));

        assertThat(refunds().refund(refund, merchant())).isInstanceOf(RefundOutcome.Unknown.class);
        assertThat(refunds().inquireRefund(refund, merchant())).isInstanceOf(RefundOutcome.Refunded.class);
    }

    @Test
    void aRefundThatNeverArrivedIsNotFound() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        GatewayOrder paid = paid(order);
        RefundRequest refund = PaymentBuilder.aRefund(order, paid.transaction(), 175_000);
        simulator().script().next(Behaviour.of("reset"));

        assertThat(refunds().refund(refund, merchant())).isInstanceOf(RefundOutcome.Unknown.class);
        assertThat(refunds().inquireRefund(refund, merchant())).isInstanceOf(RefundOutcome.NotFound.class);
        assertThat(simulator().orders().get(paid.reference()).refunds()).isEmpty();
    }

    @Test
    void moreThanIsLeftIsRefused() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        GatewayOrder paid = paid(order);
        refunds().refund(PaymentBuilder.aRefund(order, paid.transaction(), 100_000), merchant());

        assertThat(refunds().refund(PaymentBuilder.aRefund(order, paid.transaction(), 100_000), merchant()))
                .isInstanceOf(RefundOutcome.Refused.class);
    }

    @Test
    void theSettlementFileSaysWhatHappened() throws DestinationUnavailable, IOException {
        OrderRequest kept = PaymentBuilder.anOrder();
        OrderRequest returned = PaymentBuilder.anOrder();
        GatewayOrder keptThere = paid(kept);
        GatewayOrder returnedThere = paid(returned);
        simulator().fail(opened(PaymentBuilder.anOrder()));
        RefundRequest refund = PaymentBuilder.aRefund(returned, returnedThere.transaction(), 75_000);
        refunds().refund(refund, merchant());
        refunds().inquireRefund(refund, merchant());
        GatewayRefund refundThere =
                simulator().orders().get(returnedThere.reference()).refunds().getFirst();

        List<SettlementLine.Row> rows = rows(simulator().settlement(gatewayId(), GatewayTime.day(Instant.now())));

        assertThat(rows).hasSize(3);
        assertThat(rows)
                .filteredOn(row -> row.kind() == SettlementLine.Kind.PAYMENT)
                .extracting(SettlementLine.Row::reference)
                .containsExactlyInAnyOrder(
                        kept.reference().value(), returned.reference().value());
        assertThat(rows)
                .filteredOn(row -> keptThere.transaction().equals(row.gatewayTransaction()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.amount()).isEqualTo(kept.amount());
                    assertThat(row.status()).isEqualTo(PaymentStatus.PAID);
                    assertThat(row.at()).isNotNull();
                });
        assertThat(rows)
                .filteredOn(row -> row.kind() == SettlementLine.Kind.REFUND)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.gatewayTransaction()).isEqualTo(refundThere.transaction());
                    assertThat(row.amount().amount()).isEqualTo(75_000);
                });
    }

    private List<SettlementLine.Row> rows(String file) throws IOException {
        Reconcilable settlements = (Reconcilable) gateway();
        List<SettlementLine.Row> rows = new ArrayList<>();
        settlements.readSettlement(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                settlements.usualLayout(),
                line -> rows.add((SettlementLine.Row) line));
        return rows;
    }
}
