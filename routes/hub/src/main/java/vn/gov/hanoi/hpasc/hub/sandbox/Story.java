package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Transport;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/**
 * What happens to one dossier.
 *
 * @param name in a word or two
 * @param code agency part of the dossier's code
 * @param steps in order
 */
record Story(String name, AgencyCode code, List<Step> steps) {

    /**
     * One message.
     *
     * @param by who sends it
     * @param over how; null for the way that agency takes its own messages
     * @param type the short name of its type
     * @param through the gateway at which the citizen pays; the hub then says this message itself. Null for a message
     * @param heardBy who must have received the step before; null for the sender
     * @param whenever whether it is sent without waiting for the one before to reach the sender
     * @param data what it says, with {@code {dossier}}, {@code {run}} and {@code {now}} to be filled in
     */
    record Step(
            AgencyCode by,
            @Nullable Transport over,
            String type,
            @Nullable String through,
            @Nullable AgencyCode heardBy,
            boolean whenever,
            JsonNode data) {

        MessageType messageType() {
            return MessageType.fromWhat(type)
                    .orElseThrow(() -> new IllegalArgumentException("no such type of message: " + type));
        }
    }
}
