package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SettlementLayout;
import vn.gov.hanoi.hpasc.hub.identity.AddressRange;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;

/**
 * A merchant as the hub deals with it.
 *
 * @param merchant what the gateway needs to know
 * @param gateway who speaks for it
 * @param forAll whether it takes payments for agencies without a merchant of their own
 * @param addresses, or ranges of them, that calls may come from; empty for any
 * @param settlement null when the gateway settles otherwise
 * @param feePerMille the fee that was agreed; null when it is not checked
 */
public record Contract(
        Merchant merchant,
        PaymentGateway gateway,
        boolean forAll,
        Set<String> addresses,
        @Nullable SettlementLayout settlement,
        @Nullable Integer feePerMille) {

    /** For what is written down before and after the call. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    public Contract {
        addresses = Set.copyOf(addresses);
    }

    public String name() {
        return merchant.code();
    }

    /** How long nobody else does what one call to the gateway is made for: after a crash in the middle it is done again. */
    public Duration lease() {
        return merchant.timeouts().longest().plus(MARGIN);
    }

    /** Whether a call from {@code address} can be the gateway's. */
    public boolean mayCallFrom(String address) {
        return PartnerCredentials.mayCallFrom(
                addresses.stream().map(AddressRange::of).toList(), address);
    }
}
