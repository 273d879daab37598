package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.nio.charset.StandardCharsets;

/**
 * A text that must not be shown to anyone.
 *
 * @param value the text
 */
public record Secret(String value) {

    /** @throws IllegalArgumentException when {@code value} is blank: a blank key would sign anything for anyone */
    public Secret {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a secret must not be blank");
        }
    }

    /** In UTF-8. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "***";
    }
}
