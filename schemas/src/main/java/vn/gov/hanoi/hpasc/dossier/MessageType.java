package vn.gov.hanoi.hpasc.dossier;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a message about a dossier can be: the {@code <what>} of the CloudEvents type, and the record of its data. */
public enum MessageType {
    SUBMITTED("submitted", Submitted.class),
    PROGRESSED("progressed", Progressed.class),
    SUPPLEMENT_REQUESTED("supplement-requested", SupplementRequested.class),
    SUPPLEMENTED("supplemented", Supplemented.class),
    OBLIGATION_RAISED("obligation-raised", ObligationRaised.class),
    PAYMENT_CONFIRMED("payment-confirmed", PaymentConfirmed.class),
    PAYMENT_REFUNDED("payment-refunded", PaymentRefunded.class),
    RESOLVED("resolved", Resolved.class),
    RETURNED("returned", Returned.class),
    WITHDRAWN("withdrawn", Withdrawn.class),
    REOPENED("reopened", Reopened.class),
    REVOCATION_REQUESTED("revocation-requested", RevocationRequested.class),
    REVOKED("revoked", Revoked.class),
    /** Sent by the hub alone: the exchange will not reach that destination. */
    DELIVERY_REFUSED("delivery-refused", DeliveryRefused.class),
    /** Sent by the hub alone: the destination said no, and later messages of the dossier wait behind it. */
    DELIVERY_PARKED("delivery-parked", DeliveryParked.class);

    private static final String PREFIX = "vn.gov.hanoi.hpasc.dossier.";
    private static final String VERSION = ".v1";
    private static final Map<String, MessageType> BY_WIRE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::wire, Function.identity()));

    private final String what;
    private final String wire;
    private final Class<? extends MessageData> dataClass;

    MessageType(String what, Class<? extends MessageData> dataClass) {
        this.what = what;
        this.wire = PREFIX + what + VERSION;
        this.dataClass = dataClass;
    }

    /** The type whose CloudEvents {@code type} is {@code wire}; empty when there is none. */
    public static Optional<MessageType> fromWire(String wire) {
        return Optional.ofNullable(BY_WIRE.get(wire));
    }

    /** The type whose short name is {@code what}; empty when there is none. */
    public static Optional<MessageType> fromWhat(String what) {
        return fromWire(PREFIX + what + VERSION);
    }

    /** The short name, as in {@code supplement-requested}. */
    public String what() {
        return what;
    }

    /** The CloudEvents {@code type}, as in {@code vn.gov.hanoi.hpasc.dossier.supplement-requested.v1}. */
    public String wire() {
        return wire;
    }

    public Class<? extends MessageData> dataClass() {
        return dataClass;
    }

    /** Whether only the hub itself sends this type. */
    public boolean fromHubOnly() {
        return this == DELIVERY_REFUSED || this == DELIVERY_PARKED;
    }
}
