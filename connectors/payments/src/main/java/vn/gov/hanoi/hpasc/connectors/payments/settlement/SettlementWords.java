package vn.gov.hanoi.hpasc.connectors.payments.settlement;

import java.util.function.UnaryOperator;

/**
 * What one gateway writes its own way in every file.
 *
 * @param partsOfADong 100 for VNPAY, 1 for everyone else
 * @param reference takes off what the gateway put around the hub's reference
 */
public record SettlementWords(int partsOfADong, UnaryOperator<String> reference) {

    /** Whole đồng and plain references. */
    public static final SettlementWords PLAIN = new SettlementWords(1, UnaryOperator.identity());
}
