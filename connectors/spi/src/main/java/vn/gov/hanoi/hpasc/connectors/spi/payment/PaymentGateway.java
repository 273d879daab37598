package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.util.List;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;

/**
 * One kind of payment gateway, for all merchants that use it. Stateless: whatever it needs comes with the call. Safe for
 * many threads.
 *
 * <p>Calls that go out ({@link #open}, {@link #inquire}) block, within the time-outs of the merchant. A refused connection,
 * or an answer that says nobody is served now, is {@link DestinationUnavailable}: nothing happened. A time-out or a break
 * after sending is the outcome {@code Unknown}: it may have happened. Everything else here is pure, never throws on what
 * a stranger sent, and takes well under a millisecond.
 */
public interface PaymentGateway {

    /** The name by which {@link Merchant#gateway()} refers to it: {@code vnpay}, {@code momo}, {@code zalopay}, {@code payment-platform}, {@code keypay}. */
    String name();

    /**
     * What this merchant lacks to be served: missing endpoints, keys or settings, each in a few words naming the place in
     * the configuration. Empty when it can be served. The hub asks at start.
     */
    List<String> lacks(Merchant merchant);

    /** Opens an order at the gateway. Sending the same order again is harmless with every gateway, see each RATIONALE. */
    OpenOutcome open(OrderRequest order, Merchant merchant) throws DestinationUnavailable;

    /** Asks the gateway what it knows of an order. */
    InquiryOutcome inquire(OrderReference order, Merchant merchant) throws DestinationUnavailable;

    /**
     * Whether the gateway wrote this call, and if so, what it says. The signature is checked over the raw form, in constant
     * time, with either key of the merchant, before anything is interpreted.
     *
     * <p>Genuine means: signed with a key of this merchant. Still the hub's to compare: {@link PaymentNotice#merchantCode()}
     * with {@link Merchant#gatewayId()}, reference, amount and currency.
     */
    Verification verify(RawCallback callback, Merchant merchant);

    /** The answer to a callback in the gateway's own words, so that it stops or calls again as the verdict deserves. */
    CallbackAnswer answer(CallbackVerdict verdict, RawCallback callback, Merchant merchant);

    /** What the payer's browser brought back: for display only, it never changes anything. */
    ReturnView readReturn(RawCallback request, Merchant merchant);
}
