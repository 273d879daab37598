package vn.gov.hanoi.hpasc.connectors.spi.payment;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** What may be shown to a payer who comes back from the pay page. */
public sealed interface ReturnView {

    /**
     * The gateway signed it. What counts is still the order's own state.
     *
     * @param reference {@link OrderReference#value()}
     * @param amount null when the gateway did not say
     * @param status what the gateway told the browser
     */
    record Trusted(String reference, @Nullable Vnd amount, PaymentStatus status) implements ReturnView {}

    /**
     * Not signed by the gateway.
     *
     * @param reason for the log, without anything from the call
     */
    record Untrusted(String reason) implements ReturnView {}
}
