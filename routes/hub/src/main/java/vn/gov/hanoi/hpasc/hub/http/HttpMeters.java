package vn.gov.hanoi.hpasc.hub.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/**
 * Counts connections of one port: {@code hub_http_open_connections}, {@code hub_http_connections_total} by what became of
 * them, {@code hub_http_refused_total} by the limit that refused.
 */
final class HttpMeters {

    private final MeterRegistry registry;
    private final SecurityEvents events;
    private final String port;
    private final Channel channel;
    private final AtomicInteger open = new AtomicInteger();

    HttpMeters(MeterRegistry registry, SecurityEvents events, String port) {
        this.registry = registry;
        this.events = events;
        this.port = port;
        this.channel = port.equals("admin") ? Channel.ADMIN : Channel.REST;
        Gauge.builder("hub.http.open.connections", open, AtomicInteger::get)
                .description("open connections, by port")
                .tag("port", port)
                .register(registry);
    }

    void opened() {
        open.incrementAndGet();
        outcome("accepted");
    }

    void closed() {
        open.decrementAndGet();
    }

    /** It was ended before its client wanted to. */
    void ended(String how) {
        outcome(how);
    }

    /** There was no room for it. */
    void refused(String limit, Peer peer) {
        outcome("refused");
        exceeded(limit, peer.name());
    }

    private void outcome(String outcome) {
        registry.counter("hub.http.connections", "port", port, "outcome", outcome)
                .increment();
    }

    /** A limit refused something of a peer. */
    void exceeded(String limit, @Nullable String address) {
        registry.counter("hub.http.refused", "port", port, "limit", limit).increment();
        events.record(Kind.LIMIT_EXCEEDED, channel, null, address, limit);
    }
}
