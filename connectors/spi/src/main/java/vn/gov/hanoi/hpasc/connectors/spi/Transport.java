package vn.gov.hanoi.hpasc.connectors.spi;

/** How a destination takes its messages. */
public enum Transport {
    /** A CloudEvents webhook. */
    REST,
    /** {@code DossierReceiver.Deliver}. */
    SOAP,
    /** The queue {@code hpasc.out.<agency>}. */
    MQ,
    /** The destination fetches from its inbox; the hub calls nobody. */
    PULL,
    /** The adapter of the national public-service portal. */
    PORTAL,
    /** The land registration office's system: VBDLIS, or iLIS. */
    LAND_REGISTRY
}
