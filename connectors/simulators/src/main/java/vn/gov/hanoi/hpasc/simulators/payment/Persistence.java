package vn.gov.hanoi.hpasc.simulators.payment;

import java.time.Duration;

/**
 * How a gateway insists on being heard.
 *
 * @param calls how often it calls at most
 * @param every how long it waits between calls, in its own time
 * @param patience how long it waits for an answer
 */
public record Persistence(int calls, Duration every, Duration patience) {}
