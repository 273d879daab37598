package vn.gov.hanoi.hpasc.hub.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;

/**
 * What can be asked of the hub about messages and dossiers. JSON names are public. Answers are empty for what is not there
 * and for what the viewer may not see, alike.
 */
public interface DossierQueries {

    /** An accepted message: the viewer's own, or one about a dossier that it may look at. */
    Optional<ExchangeView> exchange(UUID exchangeId, Viewer viewer);

    /** Whether the viewer may have the hub say a message of {@code type} about the dossier that the name means to it. */
    boolean maySay(String codeOrAlias, MessageType type, Viewer viewer);

    /** The dossier of this code or of any alias of it. */
    Optional<DossierView> dossier(String codeOrAlias, Viewer viewer);

    /** The dossier's story in the order of acceptance, with every delivery of every message. */
    Optional<TimelineView> timeline(String codeOrAlias, Viewer viewer);

    /**
     * An accepted message.
     *
     * @param state {@code done} when every delivery is at its end, {@code held} while the message waits for its dossier,
     *     {@code parked} when any delivery is parked, else {@code moving}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExchangeView(
            UUID exchangeId,
            String source,
            String id,
            String type,
            String dossier,
            Instant time,
            Instant acceptedAt,
            String digest,
            String state,
            @Nullable String mark,
            @Nullable UUID corrects,
            @Nullable String reason,
            @Nullable Instant deadline,
            List<DeliveryView> deliveries) {}

    /**
     * One delivery.
     *
     * @param state {@code waiting}, {@code ready}, {@code in-flight}, {@code delivered}, {@code refused}, {@code cancelled} or {@code parked}
     * @param attempts how often it was tried
     * @param code {@code HUB-nnn} of the last failure
     * @param reason why it is where it is, in a few words; never null while unfinished
     * @param nextAttempt when it is tried again; null when finished, parked, or waiting behind another
     * @param finishedAt when it came to its end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            UUID deliveryId,
            String destination,
            long sequence,
            String state,
            int attempts,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String reference,
            @Nullable Instant nextAttempt,
            @Nullable Instant finishedAt) {}

    /**
     * A dossier over all systems.
     *
     * @param paused whether the citizen's clock stands
     * @param nextActor who is expected to act
     * @param participants agencies that the handling agency asked to take part; null when it asked none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DossierView(
            String code,
            List<AliasView> aliases,
            @Nullable Integer status,
            @Nullable String statusVi,
            @Nullable String statusEn,
            @Nullable String procedure,
            @Nullable String procedureName,
            @Nullable String handlingAgency,
            @Nullable String receivingBranch,
            @Nullable List<String> participants,
            @Nullable Instant submittedAt,
            @Nullable Instant dueAt,
            boolean paused,
            @Nullable String nextActor,
            Instant updatedAt,
            long messages,
            List<LineView> lines,
            @Nullable DuesView dues,
            @Nullable List<FileView> files) {}

    /**
     * What the dossier owes and how far it is paid, in whole đồng.
     *
     * @param outstanding of all obligations together
     * @param unassigned paid for obligations that nobody raised (yet)
     * @param payments the orders at gateways, the oldest first
     * @param openRevocations how many obligations are to be taken back and were not yet
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DuesView(
            long outstanding,
            long overpaid,
            long unassigned,
            List<ObligationView> obligations,
            List<PaymentView> payments,
            int openRevocations) {}

    /**
     * One obligation.
     *
     * @param state {@code open}, {@code part-paid}, {@code paid}, {@code overpaid} or {@code revoked}
     * @param revocation whether it is to be taken back, and what became of that
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ObligationView(
            String obligationId,
            String origin,
            String kind,
            String name,
            long amount,
            long paid,
            long outstanding,
            long overpaid,
            String state,
            @Nullable Instant dueAt,
            @Nullable String notice,
            List<String> receipts,
            @Nullable RevocationView revocation) {}

    /**
     * The wish that an obligation be taken back: a withdrawal does not cancel it.
     *
     * @param state {@code open} until it is answered, then {@code revoked} or {@code refused}; {@code over} when the obligation
     *     was raised anew
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RevocationView(
            String obligationId,
            String state,
            @Nullable UUID requestedBy,
            @Nullable Instant requestedAt,
            @Nullable String reason,
            @Nullable UUID answeredBy,
            @Nullable Instant answeredAt,
            @Nullable String note) {}

    /** One order at a gateway. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentView(
            UUID paymentId,
            String obligationId,
            String gateway,
            String state,
            long amount,
            @Nullable Long paidAmount,
            long refunded,
            @Nullable String transaction,
            @Nullable Instant paidAt,
            Instant createdAt,
            Instant updatedAt) {}

    /**
     * A file that a partner named by link.
     *
     * @param message the sender's id of the message that it belongs to
     * @param state {@code waiting}, {@code fetched} or {@code refused}
     * @param sha256 by which it can be fetched from {@code /api/v1/attachments}
     * @param reason why it is not there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileView(
            String message,
            String name,
            String state,
            @Nullable String sha256,
            @Nullable Long size,
            @Nullable String mediaType,
            @Nullable String reason) {}

    /** Another code of the dossier. */
    record AliasView(String system, String code) {}

    /** How far one destination is with the dossier. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineView(
            String destination,
            long accepted,
            long finished,
            String state,
            @Nullable String reason) {}

    /** A dossier and its messages. */
    record TimelineView(DossierView dossier, List<ExchangeView> messages) {}
}
