package vn.gov.hanoi.hpasc.hub.ingress.http;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.Unauthenticated;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/** Records who was not let in over HTTP, and who was refused what it may not do. Never the address called: it may hold secrets. */
@Component
public class AccessEvents {

    private static final Set<ErrorCode> OF_AUTHORITY =
            EnumSet.of(ErrorCode.FOREIGN_SOURCE, ErrorCode.NOT_GRANTED, ErrorCode.NOT_YOURS);

    private static final Map<String, Channel> CHANNELS = Map.of(
            "/services", Channel.SOAP,
            "/api/v1/inbox", Channel.INBOX,
            "/api/v1/payments", Channel.PAYMENTS,
            "/api/v1/attachments", Channel.FILES,
            "/files", Channel.FILES,
            "/callbacks", Channel.CALLBACK,
            "/returns", Channel.CALLBACK);

    private final SecurityEvents events;

    AccessEvents(SecurityEvents events) {
        this.events = events;
    }

    /** An agency's credentials were missing or wrong. */
    void unauthenticated(HttpRequest request, Unauthenticated stranger) {
        String reason = stranger.problem().code().wire() + " " + stranger.getMessage();
        unauthenticated(request, stranger.claimed(), reason);
    }

    /**
     * Somebody did not show that he may call.
     *
     * @param who he says he is, or should be; null when that is not known
     * @param reason no part of what he showed
     */
    public void unauthenticated(HttpRequest request, @Nullable String who, String reason) {
        events.record(Kind.AUTHENTICATION_FAILED, channel(request), who, request.remoteAddress(), reason);
    }

    /** A call that was kept as it came did not show that it is its partner's. */
    public void unauthenticatedCallback(String partner, String address, String reason) {
        events.record(Kind.AUTHENTICATION_FAILED, Channel.CALLBACK, partner, address, reason);
    }

    /** Records {@code refusal} when it is one of authority that nobody has recorded yet. */
    public void refused(HttpRequest request, Refusal refusal) {
        ErrorCode code = refusal.problem().code();
        if (OF_AUTHORITY.contains(code) && !refusal.isRecorded()) {
            Agency caller = request.caller();
            String who = caller == null ? null : caller.code().value();
            events.record(Kind.AUTHORITY_REFUSED, channel(request), who, request.remoteAddress(), code.wire());
        }
    }

    private static Channel channel(HttpRequest request) {
        String path = request.path();
        return CHANNELS.entrySet().stream()
                .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Channel.REST);
    }
}
