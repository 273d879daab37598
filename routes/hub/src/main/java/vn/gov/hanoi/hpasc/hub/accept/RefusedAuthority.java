package vn.gov.hanoi.hpasc.hub.accept;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/** Records security events of messages that their senders had no authority to send, once the commit has decided it. */
final class RefusedAuthority {

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
                .forEach(taken -> record(taken.entry(), "no relation to the dossier"));
    }

    private void record(Entry entry, String reason) {
        Channel channel = channel(entry.candidate().protocol());
        if (channel != null) {
            String sender = entry.candidate().sender().code().value();
            events.record(Kind.AUTHORITY_REFUSED, channel, sender, null, reason);
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
