package vn.gov.hanoi.hpasc.connectors.payments.momo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * MoMo v2. Endpoint {@code api} (the host; paths are added), keys {@code accessKey} and {@code secretKey}, a callback
 * address.
 */
public final class MomoGateway implements PaymentGateway, Refundable, Reconcilable {

    private final GatewayHttp http;

    public MomoGateway(GatewayHttp http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "momo";
    }

    @Override
    public List<String> lacks(Merchant merchant) {
        return Needs.of(merchant)
                .endpoints("api")
                .keys(MomoSignature.ACCESS_KEY, MomoSignature.SECRET_KEY)
                .callbackUrl()
                .codes("result-codes")
                .missing();
    }

    @Override
    public OpenOutcome open(OrderRequest order, Merchant merchant) throws DestinationUnavailable {
        GatewayReply reply = call(merchant, "create", MomoFields.create(order, merchant));
        return MomoAnswers.open(reply, order.reference(), merchant);
    }

    @Override
    public InquiryOutcome inquire(OrderReference order, Merchant merchant) throws DestinationUnavailable {
        return MomoAnswers.inquiry(call(merchant, "query", MomoFields.query(order, merchant)), order, merchant);
    }

    @Override
    public RefundOutcome refund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable {
        return MomoAnswers.refund(call(merchant, "refund", MomoFields.refund(refund, merchant)), refund, merchant);
    }

    @Override
    public RefundOutcome inquireRefund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable {
        GatewayReply reply = call(merchant, "query", MomoFields.query(refund.order(), merchant));
        return MomoAnswers.refundInquiry(reply, refund, merchant);
    }

    @Override
    public Verification verify(RawCallback callback, Merchant merchant) {
        return MomoCallback.verify(callback, merchant);
    }

    @Override
    public CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant) {
        return MomoCallback.answer(verdict);
    }

    @Override
    public ReturnView readReturn(RawCallback request, Merchant merchant) {
        return MomoCallback.view(request, merchant);
    }

    @Override
    public SettlementLayout usualLayout() {
        return new SettlementLayout(
                StandardCharsets.UTF_8,
                ',',
                false,
                true,
                Map.of(
                        Field.KIND, "type",
                        Field.REFERENCE, "orderId",
                        Field.TRANSACTION, "transId",
                        Field.AMOUNT, "amount",
                        Field.FEE, "fee",
                        Field.STATUS, "resultCode",
                        Field.TIME, "responseTime"),
                SettlementLayout.EPOCH_MILLIS,
                Map.of("0", PaymentStatus.PAID, "9000", PaymentStatus.PAID, "1006", PaymentStatus.FAILED),
                Map.of("payment", SettlementLine.Kind.PAYMENT, "refund", SettlementLine.Kind.REFUND));
    }

    @Override
    public void readSettlement(InputStream file, SettlementLayout layout, Consumer<SettlementLine> lines)
            throws IOException {
        SettlementFile.read(file, layout, SettlementWords.PLAIN, lines);
    }

    private GatewayReply call(Merchant merchant, String what, Map<String, Object> body) throws DestinationUnavailable {
        URI address = merchant.endpoint("api").resolve("/v2/gateway/api/" + what);
        return http.post(merchant, address, body);
    }
}
