package vn.gov.hanoi.hpasc.dossier;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message about one dossier, in its canonical form: a CloudEvents 1.0 envelope and typed data.
 *
 * @param source the sending agency, {@code /agencies/<agency code>}; together with {@code id} the key of the message
 * @param id the sender's own id of the message, 1 to 255 characters
 * @param type what happened
 * @param subject the dossier's code, or any alias of it that the hub knows
 * @param time when it happened at the sender's; never used for ordering
 * @param corrects the exchange whose refused delivery this message replaces; null for a message that corrects nothing
 * @param data what the type says; its class is {@code type.dataClass()}
 */
public record DossierMessage(
        AgencySource source,
        String id,
        MessageType type,
        String subject,
        Instant time,
        @Nullable UUID corrects,
        MessageData data) {

    /** @throws IllegalArgumentException when the data is not of the type */
    public DossierMessage {
        if (!type.dataClass().isInstance(data)) {
            throw new IllegalArgumentException(
                    type + " cannot carry " + data.getClass().getSimpleName());
        }
    }

    /** The key of the message, by which a repeat is known on any wire. */
    public MessageKey key() {
        return new MessageKey(source.value(), id);
    }
}
