package vn.gov.hanoi.hpasc.connectors.payments.vnpay;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

/** VNPAY 2.1.0. Endpoints {@code pay} and {@code api}, key {@code secret}. */
public final class VnpayGateway implements PaymentGateway, Refundable, Reconcilable {

    static final String SECRET = "secret";

    private static final SettlementWords WORDS =
            new SettlementWords(VnpayFields.PARTS_OF_A_DONG, UnaryOperator.identity());

    private final GatewayHttp http;
    private final Clock clock;

    public VnpayGateway(GatewayHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "vnpay";
    }

    @Override
    public List<String> lacks(Merchant merchant) {
        return Needs.of(merchant).endpoints("pay", "api").keys(SECRET).missing();
    }

    /** Nothing is called: the address is signed, and VNPAY learns of the order when the payer gets there. */
    @Override
    public OpenOutcome open(OrderRequest order, Merchant merchant) {
        URI page = merchant.endpoint("pay");
        return new OpenOutcome.Opened(URI.create(page + "?" + VnpayFields.pay(order, merchant)), null, null);
    }

    @Override
    public InquiryOutcome inquire(OrderReference order, Merchant merchant) throws DestinationUnavailable {
        return VnpayAnswers.inquiry(
                call(merchant, VnpayFields.query(order, merchant, clock.instant())), order, merchant);
    }

    @Override
    public RefundOutcome refund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable {
        return VnpayAnswers.refund(call(merchant, VnpayFields.refund(refund, merchant)), merchant);
    }

    @Override
    public RefundOutcome inquireRefund(RefundRequest refund, Merchant merchant) throws DestinationUnavailable {
        Map<String, String> query = VnpayFields.query(refund.order(), merchant, clock.instant());
        return VnpayAnswers.refundInquiry(call(merchant, query), refund, merchant);
    }

    @Override
    public Verification verify(RawCallback callback, Merchant merchant) {
        return VnpayCallback.verify(callback, merchant);
    }

    @Override
    public CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant) {
        return VnpayCallback.answer(verdict);
    }

    @Override
    public ReturnView readReturn(RawCallback request, Merchant merchant) {
        return VnpayCallback.view(request, merchant);
    }

    @Override
    public SettlementLayout usualLayout() {
        return new SettlementLayout(
                StandardCharsets.UTF_8,
                ',',
                false,
                true,
                Map.of(
                        Field.KIND, "TransactionType",
                        Field.REFERENCE, "TxnRef",
                        Field.TRANSACTION, "TransactionNo",
                        Field.AMOUNT, "Amount",
                        Field.FEE, "Fee",
                        Field.STATUS, "TransactionStatus",
                        Field.TIME, "PayDate"),
                "uuuuMMddHHmmss",
                Map.of(
                        "00", PaymentStatus.PAID,
                        "05", PaymentStatus.PAID,
                        "06", PaymentStatus.PAID,
                        "02", PaymentStatus.FAILED,
                        "04", PaymentStatus.SUSPECT,
                        "07", PaymentStatus.SUSPECT),
                Map.of(
                        "01", SettlementLine.Kind.PAYMENT,
                        "02", SettlementLine.Kind.REFUND,
                        "03", SettlementLine.Kind.REFUND));
    }

    @Override
    public void readSettlement(InputStream file, SettlementLayout layout, Consumer<SettlementLine> lines)
            throws IOException {
        SettlementFile.read(file, layout, WORDS, lines);
    }

    private GatewayReply call(Merchant merchant, Map<String, String> fields) throws DestinationUnavailable {
        return http.post(merchant, merchant.endpoint("api"), fields);
    }
}
