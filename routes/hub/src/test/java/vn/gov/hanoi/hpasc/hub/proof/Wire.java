package vn.gov.hanoi.hpasc.hub.proof;

/** The ways a message can reach the hub. */
enum Wire {
    REST,
    REST_BATCH,
    SOAP_11,
    SOAP_12,
    CORE,
    CORE_BINARY,
    AMQP,
    AMQP_BINARY;

    boolean isQueue() {
        return this.compareTo(SOAP_12) > 0;
    }

    boolean isAmqp() {
        return this == AMQP || this == AMQP_BINARY;
    }

    /** Whether the attributes travel beside the data. */
    boolean isBinary() {
        return this == CORE_BINARY || this == AMQP_BINARY;
    }
}
