package vn.gov.hanoi.hpasc.hub.callback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;

/**
 * A gateway's call on its way through the route.
 *
 * @param raw as it came
 * @param contract whose callback address was called
 * @param notice what it says; null while it is not verified, or is not genuine
 * @param callbackId under which it is kept; null while it is not
 * @param verdict what was decided; null while it is not
 * @param paymentId the order it was about
 */
record PaymentCallback(
        RawCallback raw,
        Contract contract,
        @Nullable PaymentNotice notice,
        @Nullable Long callbackId,
        @Nullable CallbackVerdict verdict,
        @Nullable UUID paymentId) {

    PaymentCallback genuine(PaymentNotice said) {
        return new PaymentCallback(raw, contract, said, callbackId, verdict, paymentId);
    }

    PaymentCallback kept(@Nullable Long id) {
        return new PaymentCallback(raw, contract, notice, id, verdict, paymentId);
    }

    PaymentCallback decided(CallbackVerdict decision, @Nullable UUID about) {
        return new PaymentCallback(raw, contract, notice, callbackId, decision, about);
    }
}
