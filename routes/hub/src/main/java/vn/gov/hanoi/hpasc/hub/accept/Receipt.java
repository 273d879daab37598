package vn.gov.hanoi.hpasc.hub.accept;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.MessageDigestV1;

/**
 * The positive answer: the message is committed. The JSON names are public.
 *
 * @param exchangeId the hub's id of the message
 * @param source who sent it
 * @param id the sender's id of it
 * @param digest of what it says
 * @param acceptedAt when it was committed, UTC, whole microseconds
 * @param repeat whether it was accepted before; all else is then as it was said the first time
 * @param mark {@code late}, {@code gap} or {@code held}; null when there is nothing to remark
 * @param deliveries where it goes, with its place in each line
 * @param receipt what lets anyone check this receipt without asking the hub
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        UUID exchangeId,
        String source,
        String id,
        MessageDigestV1 digest,
        Instant acceptedAt,
        boolean repeat,
        @Nullable String mark,
        List<Promise> deliveries,
        Evidence receipt) {

    /**
     * A delivery the hub owes.
     *
     * @param destination its name
     * @param sequence place in the line of this dossier at this destination, from 1
     */
    public record Promise(String destination, long sequence) {}

    /**
     * The Merkle path from this receipt's leaf to the signed root of its batch (RFC 6962, section 2.1, with SHA-256).
     *
     * @param leaf SHA-256 of 0x00 and the RFC 8785 form of this receipt's first four members, acceptedAt and deliveries, hex
     * @param index of the leaf in the batch, from 0
     * @param size leaves in the batch
     * @param path the sibling hashes from the leaf up, hex
     * @param signature compact JWS (ES256) whose payload names the root, the size, the time and the newest seal
     */
    public record Evidence(String leaf, int index, int size, List<String> path, String signature) {}

    /** The same receipt, marked as a repeat. */
    public Receipt asRepeat() {
        return repeat ? this : new Receipt(exchangeId, source, id, digest, acceptedAt, true, mark, deliveries, receipt);
    }
}
