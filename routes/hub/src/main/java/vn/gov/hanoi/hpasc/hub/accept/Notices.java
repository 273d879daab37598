package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DeliveryParked;
import vn.gov.hanoi.hpasc.dossier.DeliveryRefused;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.RevocationRequested;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Candidate.Protocol;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;

/**
 * What the hub itself says to a sender: that a message of theirs was refused or parked at a destination. Such a notice is
 * a message like any other, in the line of the dossier to the sender, with a key of its own so that it is said once.
 */
public final class Notices {

    private static final String MEDIA_TYPE = "application/cloudevents+json";

    private final Agencies agencies;
    private final AgencySource hub;
    private final Agency self;
    private final MessageCodec codec;
    private final Clock clock;

    /**
     * Makes notices in the name of the hub.
     *
     * @param hub the agency code under which the hub speaks
     */
    public Notices(Agencies agencies, AgencyCode hub, MessageCodec codec, Clock clock) {
        this.agencies = agencies;
        this.hub = new AgencySource(hub);
        this.self = Self.of(hub);
        this.codec = codec;
        this.clock = clock;
    }

    /** The agency code under which the hub speaks. */
    AgencyCode hub() {
        return hub.agency();
    }

    /** The hub, as the sender of its own messages. */
    Agency self() {
        return self;
    }

    /** Where a refusal happened. */
    public record Place(String destination, String key) {}

    /** Tells the sender that a message will not reach a destination; null when there is nobody to tell. */
    @Nullable
    Entry refused(DossierMessage about, UUID exchangeId, String dossier, Problem problem) {
        return refused(
                about,
                exchangeId,
                dossier,
                new Place("hub", "refused:" + exchangeId),
                problem.code().wire(),
                problem.message(Locale.ENGLISH));
    }

    /** Tells the sender that a message will not reach a destination; null when there is nobody to tell. */
    @Nullable
    Entry refused(DossierMessage about, UUID exchangeId, String dossier, Place place, String code, String reason) {
        return notice(
                about,
                dossier,
                place.key(),
                MessageType.DELIVERY_REFUSED,
                new DeliveryRefused(exchangeId, about.id(), place.destination(), code, reason));
    }

    /** Tells the sender that a destination said no; null when there is nobody to tell. */
    @Nullable
    Entry parked(DossierMessage about, UUID exchangeId, String dossier, Place place, String code, String reason) {
        return notice(
                about,
                dossier,
                place.key(),
                MessageType.DELIVERY_PARKED,
                new DeliveryParked(exchangeId, about.id(), place.destination(), code, reason));
    }

    /** Asks that what a withdrawn dossier still owes be taken back; it goes where routing says. */
    Entry revocation(UUID withdrawal, String dossier, Obligation owed) {
        String notice = owed.notice() == null ? "" : " (thông báo " + owed.notice() + ")";
        DossierMessage message = new DossierMessage(
                hub,
                "revocation:" + withdrawal + ":" + owed.id(),
                MessageType.REVOCATION_REQUESTED,
                dossier,
                clock.instant(),
                null,
                new RevocationRequested(
                        owed.id(), "Hồ sơ đã rút, đề nghị thu hồi nghĩa vụ tài chính: " + owed.name() + notice));
        byte[] canonical = codec.toJson(message, java.util.Map.of());
        return new Entry(
                Candidate.of(message, self, Protocol.HUB, canonical, MEDIA_TYPE),
                canonical,
                new Submission(false),
                null);
    }

    private @Nullable Entry notice(
            DossierMessage about, String dossier, String key, MessageType type, MessageData data) {
        Agency sender = agencies.byCode(about.source().agency()).orElse(null);
        if (sender == null || about.type().fromHubOnly()) {
            return null;
        }
        DossierMessage message = new DossierMessage(hub, key, type, dossier, clock.instant(), null, data);
        byte[] canonical = codec.toJson(message, java.util.Map.of());
        Candidate candidate = Candidate.of(message, self, Protocol.HUB, canonical, MEDIA_TYPE);
        return new Entry(
                candidate,
                canonical,
                new Submission(false),
                sender.destination().name());
    }
}
