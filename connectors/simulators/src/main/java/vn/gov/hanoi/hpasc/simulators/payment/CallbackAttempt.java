package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Instant;

/**
 * One callback that was sent.
 *
 * @param order its order
 * @param number 1 for the first call, more for repeats
 * @param status the HTTP status of the answer; 0 when there was none
 * @param answer the body of the answer, or why there was none
 * @param satisfied whether the gateway will not call again for this
 */
public record CallbackAttempt(String order, int number, Instant at, int status, String answer, boolean satisfied) {}
