package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * An order to be opened at a gateway.
 *
 * @param reference of this attempt
 * @param amount what is to be paid
 * @param expiresAt after which the gateway should take no payment
 * @param returnUrl where the payer's browser goes afterwards
 * @param payerAddress the IP address of the payer, as the hub's caller saw it
 * @param language of the pay page: Vietnamese, or English for anything else
 * @param description what it is for, in Vietnamese; a gateway reduces it to the characters and length it can take
 * @param bill what the government platforms want to know besides; others ignore it
 */
public record OrderRequest(
        OrderReference reference,
        Vnd amount,
        Instant expiresAt,
        URI returnUrl,
        String payerAddress,
        Locale language,
        String description,
        @Nullable Bill bill) {

    public boolean vietnamese() {
        return language.getLanguage().equals("vi");
    }
}
