package vn.gov.hanoi.hpasc.hub.accept;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/** Records security events of messages that their senders had no authority to send, once the commit has decided it. */
final class RefusedAuthority {

    private static final String STRANGER = "no relation to the dossier that covers the message";

    private final SecurityEvents events;

    RefusedAuthority(SecurityEvents events) {
        this.events = events;
    }

    /** Records what became of committed messages. */
    void record(AcceptTransaction.Outcome outcome) {
        outcome.results().forEach((entry, result) -> {
            if (result instanceof AcceptResult.Refused(var problem) && problem.code() == ErrorCode.NOT_YOURS) {
                record(entry, problem.code().wire());
            }
        });
        outcome.taken().stream()
                .filter(taken -> outcome.strangers().contains(taken.exchangeId()))
                .forEach(taken -> record(taken.entry(), STRANGER));
        outcome.refusedAuthority().forEach(held -> record(held.protocol(), held.sender(), STRANGER));
    }

    private void record(Entry entry, String reason) {
        record(entry.candidate().protocol(), entry.candidate().sender().code(), reason);
    }

    private void record(Candidate.Protocol protocol, AgencyCode sender, String reason) {
        Channel channel = channel(protocol);
        if (channel != null) {
            events.record(Kind.AUTHORITY_REFUSED, channel, sender.value(), null, reason);
        }
    }

    private static @Nullable Channel channel(Candidate.Protocol protocol) {
        return switch (protocol) {
            case REST -> Channel.REST;
            case SOAP -> Channel.SOAP;
            case QUEUE -> Channel.QUEUE;
            case HUB -> null;
        };
    }
}
