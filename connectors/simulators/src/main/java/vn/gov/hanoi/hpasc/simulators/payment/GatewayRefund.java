package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Instant;

/**
 * Money given back.
 *
 * @param id the merchant's
 * @param transaction the gateway's number
 */
public record GatewayRefund(String id, String transaction, long amount, Instant at, State state) {

    /** How far it is. */
    public enum State {
        PROCESSING,
        DONE,
        REFUSED
    }

    GatewayRefund in(State newState) {
        return new GatewayRefund(id, transaction, amount, at, newState);
    }
}
