package vn.gov.hanoi.hpasc.connectors.payments.zalopay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.http.Needs;
import vn.gov.hanoi.hpasc.connectors.payments.settlement.SettlementFile;
import vn.gov.hanoi.hpasc.connectors.payments.settlement.SettlementWords;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Reconcilable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Refundable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout.Field;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/**
 * ZaloPay v2. Endpoint {@code api} (the host; paths are added), keys {@code key1} and {@code key2}, a numeric app_id, a
 * callback address.
 */
public final class ZalopayGateway implements PaymentGateway, Refundable, Reconcilable {

    private static final SettlementWords WORDS = new SettlementWords(1, ZalopayFields::reference);

    private final GatewayHttp http;
    private final Clock clock;

    public ZalopayGateway(GatewayHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "zalopay";
    }

    @Override
    public List<String> lacks(Merchant merchant) {
        return Needs.of(merchant)
                .endpoints("api")
                .keys(ZalopaySignature.KEY1, ZalopaySignature.KEY2)
                .callbackUrl()
                .numericGatewayId()
                .missing();
    }

    @Override
    public OpenOutcome open(OrderRequest order, Merchant merchant) throws DestinationUnavailable {
        return ZalopayAnswers.open(call(merchant, "create", ZalopayFields.create(order, merchant)));
    }

    @Override
    public InquiryOutcome inquire(OrderReference order, Merchant merchant) throws DestinationUnavailable {
        return ZalopayAnswers.inquiry(call(merchant, "query", ZalopayFields.query(order, merchant)), order, merchant);
    }

    @Override
    public RefundOutcome refund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable {
        Map<String, Object> body = ZalopayFields.refund(refund, merchant, clock.instant());
        return ZalopayAnswers.refund(call(merchant, "refund", body), merchant);
    }

    @Override
    public RefundOutcome inquireRefund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable {
        Map<String, Object> body = ZalopayFields.refundQuery(refund, merchant, clock.instant());
        return ZalopayAnswers.refund(call(merchant, "query_refund", body), merchant);
    }

    @Override
    public Verification verify(RawCallback callback, Merchant merchant) {
        return ZalopayCallback.verify(callback, merchant);
    }

    @Override
    public CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant) {
        return ZalopayCallback.answer(verdict);
    }

    @Override
    public ReturnView readReturn(RawCallback request, Merchant merchant) {
        return ZalopayCallback.view(request, merchant);
    }

    @Override
    public SettlementLayout usualLayout() {
        return new SettlementLayout(
                StandardCharsets.UTF_8,
                ',',
                false,
                true,
                Map.of(
                        Field.KIND, "trans_type",
                        Field.REFERENCE, "app_trans_id",
                        Field.TRANSACTION, "zp_trans_id",
                        Field.AMOUNT, "amount",
                        Field.FEE, "fee",
                        Field.STATUS, "return_code",
                        Field.TIME, "server_time"),
                SettlementLayout.EPOCH_MILLIS,
                Map.of("1", PaymentStatus.PAID, "2", PaymentStatus.FAILED),
                Map.of("payment", SettlementLine.Kind.PAYMENT, "refund", SettlementLine.Kind.REFUND));
    }

    @Override
    public void readSettlement(InputStream file, SettlementLayout layout, Consumer<SettlementLine> lines)
            throws IOException {
        SettlementFile.read(file, layout, WORDS, lines);
    }

    private GatewayReply call(Merchant merchant, String what, Map<String, Object> body) throws DestinationUnavailable {
        return http.post(merchant, merchant.endpoint("api").resolve("/v2/" + what), body);
    }
}
