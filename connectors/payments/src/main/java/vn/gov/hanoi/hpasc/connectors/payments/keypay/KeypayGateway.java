package vn.gov.hanoi.hpasc.connectors.payments.keypay;

import java.util.List;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayHttp;
import vn.gov.hanoi.hpasc.connectors.payments.http.GatewayReply;
import vn.gov.hanoi.hpasc.connectors.payments.http.Needs;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;

/** KeyPay. Endpoints {@code create} and {@code detail}, keys {@code hash_key_1} and {@code hash_key_2}. */
public final class KeypayGateway implements PaymentGateway {

    private final GatewayHttp http;

    public KeypayGateway(GatewayHttp http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "keypay";
    }

    @Override
    public List<String> lacks(Merchant merchant) {
        return Needs.of(merchant)
                .endpoints("create", "detail")
                .keys(KeypaySignature.OUT, KeypaySignature.IN)
                .codes("states")
                .missing();
    }

    @Override
    public OpenOutcome open(OrderRequest order, Merchant merchant) throws DestinationUnavailable {
        return KeypayMessages.open(
                http.post(merchant, merchant.endpoint("create"), KeypayFields.create(order, merchant)));
    }

    @Override
    public InquiryOutcome inquire(OrderReference order, Merchant merchant) throws DestinationUnavailable {
        GatewayReply reply = http.post(merchant, merchant.endpoint("detail"), KeypayFields.detail(order, merchant));
        return KeypayMessages.inquiry(reply, order, merchant);
    }

    @Override
    public Verification verify(RawCallback callback, Merchant merchant) {
        return KeypayMessages.verify(callback, merchant);
    }

    @Override
    public CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant) {
        return KeypayMessages.answer(verdict);
    }

    /** KeyPay's return is not signed, as far as is known. */
    @Override
    public ReturnView readReturn(RawCallback request, Merchant merchant) {
        return new ReturnView.Untrusted("KeyPay signs no returns");
    }
}
