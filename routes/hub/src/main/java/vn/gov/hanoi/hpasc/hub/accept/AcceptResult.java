package vn.gov.hanoi.hpasc.hub.accept;

import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/** What the hub says to one message: a receipt, or why not. */
public sealed interface AcceptResult {

    /** The message is durable. */
    record Receipted(Receipt receipt) implements AcceptResult {}

    /** The message was not taken; nothing of it will be delivered. */
    record Refused(Problem problem) implements AcceptResult {}
}
