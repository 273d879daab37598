package vn.gov.hanoi.hpasc.hub.callback;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

/** Resolves the address that a callback comes from. */
public final class CallerAddress {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final Set<String> proxies;

    CallerAddress(Set<String> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    /** Behind a proxy of ours it is the last hop that it saw; nobody else is believed. */
    public String of(HttpRequest request) {
        String peer = request.remoteAddress();
        List<String> lines = request.headers().getOrDefault("x-forwarded-for", List.of());
        if (lines.isEmpty() || !proxies.contains(peer)) {
            return peer;
        }
        // some proxies write a line of their own below that of a stranger
        String forwarded = lines.getLast();
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(last).matches() ? last : peer;
    }
}
