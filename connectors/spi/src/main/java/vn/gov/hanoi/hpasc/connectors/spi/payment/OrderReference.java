package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One attempt to pay, as the hub names it. Short and plain enough for every gateway (KeyPay takes 20 characters). A gateway
 * that wants more (ZaloPay a date in front) puts it on when it speaks and takes it off in what it reports.
 *
 * @param value 1 to 20 letters and digits, unique for ever
 * @param createdAt when the order was made; gateways want it repeated to the second on inquiry
 */
public record OrderReference(String value, Instant createdAt) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]{1,20}");

    /** @throws IllegalArgumentException when {@code value} has another shape */
    public OrderReference {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not 1 to 20 letters and digits: " + value);
        }
    }
}
