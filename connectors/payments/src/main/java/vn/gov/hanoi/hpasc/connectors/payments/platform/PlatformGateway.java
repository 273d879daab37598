package vn.gov.hanoi.hpasc.connectors.payments.platform;

import java.io.IOException;
import java.io.InputStream;
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
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup;
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
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Reconcilable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout.Field;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLine;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/**
 * The national Payment Platform 1.0.6. Endpoints {@code init}, {@code query} and {@code receipt}, key {@code secret} and,
 * where one was given out, {@code token} for the Authorization header.
 */
public final class PlatformGateway implements PaymentGateway, Reconcilable, ReceiptSource, BillLookup {

    private static final String TOKEN = "token";

    private final GatewayHttp http;

    public PlatformGateway(GatewayHttp http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "payment-platform";
    }

    @Override
    public List<String> lacks(Merchant merchant) {
        return Needs.of(merchant)
                .endpoints("init", "query", "receipt")
                .keys(PlatformSignature.SECRET)
                .codes("states")
                .missing();
    }

    @Override
    public OpenOutcome open(OrderRequest order, Merchant merchant) throws DestinationUnavailable {
        return PlatformAnswers.open(call(merchant, "init", PlatformFields.init(order, merchant)));
    }

    @Override
    public InquiryOutcome inquire(OrderReference order, Merchant merchant) throws DestinationUnavailable {
        GatewayReply reply = call(merchant, "query", PlatformFields.query("QUERY", order, merchant));
        return PlatformAnswers.inquiry(reply, order, merchant);
    }

    @Override
    public Receipt receipt(OrderReference order, Merchant merchant) throws DestinationUnavailable {
        return PlatformAnswers.receipt(call(merchant, "receipt", PlatformFields.query("GET_BILL", order, merchant)));
    }

    @Override
    public Verification verify(RawCallback callback, Merchant merchant) {
        return PlatformCallback.verify(callback, merchant);
    }

    @Override
    public CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant) {
        return PlatformCallback.answer(verdict, callback, merchant);
    }

    /** The platform's return is not signed, as far as is known. */
    @Override
    public ReturnView readReturn(RawCallback request, Merchant merchant) {
        return new ReturnView.Untrusted("the platform signs no returns");
    }

    @Override
    public Question readQuestion(RawCallback request) {
        return PlatformLookup.question(request);
    }

    @Override
    public CallbackAnswer answerQuestion(Reply reply) {
        return PlatformLookup.answer(reply);
    }

    @Override
    public SettlementLayout usualLayout() {
        return new SettlementLayout(
                StandardCharsets.UTF_8,
                '|',
                true,
                true,
                Map.of(
                        Field.KIND, "LoaiGiaoDich",
                        Field.REFERENCE, "MaThamChieu",
                        Field.TRANSACTION, "MaGiaoDich",
                        Field.AMOUNT, "SoTien",
                        Field.FEE, "Phi",
                        Field.STATUS, "TrangThaiGD",
                        Field.TIME, "ThoiGianGD"),
                "uuuuMMddHHmmss",
                Map.of("1", PaymentStatus.PAID, "3", PaymentStatus.PENDING, "4", PaymentStatus.FAILED),
                Map.of("PAY", SettlementLine.Kind.PAYMENT, "REFUND", SettlementLine.Kind.REFUND));
    }

    @Override
    public void readSettlement(InputStream file, SettlementLayout layout, Consumer<SettlementLine> lines)
            throws IOException {
        SettlementFile.read(file, layout, SettlementWords.PLAIN, lines);
    }

    private GatewayReply call(Merchant merchant, String endpoint, Map<String, Object> body)
            throws DestinationUnavailable {
        return http.post(merchant, merchant.endpoint(endpoint), body, authorization(merchant));
    }

    private static Map<String, String> authorization(Merchant merchant) {
        return merchant.keys().current().byName().containsKey(TOKEN)
                ? Map.of(
                        "Authorization",
                        "Bearer " + merchant.keys().current().key(TOKEN).value())
                : Map.of();
    }
}
