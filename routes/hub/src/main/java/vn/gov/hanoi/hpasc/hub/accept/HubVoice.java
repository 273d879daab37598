package vn.gov.hanoi.hpasc.hub.accept;

import java.time.Instant;
import java.util.Map;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.Candidate.Protocol;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** The hub as a sender: what other stages learn and the agencies must know becomes a message like any other. */
public final class HubVoice {

    private static final String MEDIA_TYPE = "application/cloudevents+json";

    private final AgencySource source;
    private final Agency self;
    private final MessageCodec codec = new MessageCodec();

    HubVoice(AgencyCode hub) {
        this.source = new AgencySource(hub);
        this.self = Self.of(hub);
    }

    /**
     * A message of the hub, to be routed as any other.
     *
     * @param id made of what it tells, so that saying it again is a repeat
     * @param time when that was, the same at every repeat
     */
    public Candidate says(String id, MessageType type, String dossier, Instant time, MessageData data) {
        DossierMessage message = new DossierMessage(source, id, type, dossier, time, null, data);
        return Candidate.of(message, self, Protocol.HUB, codec.toJson(message, Map.of()), MEDIA_TYPE);
    }
}
