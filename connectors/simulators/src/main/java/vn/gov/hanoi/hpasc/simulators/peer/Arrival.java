package vn.gov.hanoi.hpasc.simulators.peer;

/**
 * One call as the simulated system reads it, before it decides what to do.
 *
 * @param key the idempotency key
 * @param sequence the message's place in the line of its dossier
 * @param dossier the dossier's code
 * @param type the CloudEvents type
 * @param text what came over the wire
 */
public record Arrival(String key, long sequence, String dossier, String type, String text) {}
