package vn.gov.hanoi.hpasc.hub.operations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;

/**
 * Refuses requests that somebody else's page makes an operator's browser send: for a host that is not ours (a rebound name),
 * from another origin or site, or with a body of a type that a form can send without asking first. Tools that are no browsers
 * send none of these, but for the type of the body.
 */
final class CrossSiteCheck {

    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> NEVER = Set.of("OPTIONS", "TRACE", "CONNECT");
    /** What Fetch calls CORS-safelisted: a browser sends it anywhere without a preflight. */
    private static final Set<String> SENT_BY_FORMS =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");
    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+");

    private final Set<String> hosts;

    /**
     * Checks requests.
     *
     * @param address where operators are served
     * @param hosts names besides loopback's and that address by which operators reach it
     */
    CrossSiteCheck(String address, Set<String> hosts) {
        this.hosts = Stream.concat(Stream.of(literal(address)), hosts.stream())
                .map(CrossSiteCheck::plain)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why the request is refused; empty when it is not. */
    Optional<Problem> refusal(HttpServletRequest request) {
        if (!isOurs(request)) {
            return Optional.of(Problem.of(ErrorCode.MISDIRECTED));
        }
        if (isForeign(request)) {
            return Optional.of(Problem.of(ErrorCode.FOREIGN_ORIGIN));
        }
        if (NEVER.contains(request.getMethod())) {
            return Optional.of(Problem.of(ErrorCode.METHOD_NOT_ALLOWED));
        }
        return READING.contains(request.getMethod()) ? Optional.empty() : typeOfBody(request);
    }

    private boolean isOurs(HttpServletRequest request) {
        List<String> named = Collections.list(request.getHeaders("Host"));
        return named.size() == 1
                && isOurs(named.getFirst(), request)
                && isOurs(literal(request.getServerName()), request);
    }

    /** A page cannot be at a bare address of ours unless we served it: only names can be rebound. */
    private boolean isOurs(String host, HttpServletRequest request) {
        String name = plain(host);
        return LOOPBACK.matcher(name).matches()
                || hosts.contains(name)
                || name.equals(plain(literal(request.getLocalAddr())));
    }

    private static boolean isForeign(HttpServletRequest request) {
        String site = only(request, "Sec-Fetch-Site", "none");
        String here = request.getHeader("Host");
        String origin = only(request, "Origin", "http://" + here);
        return !SAME_SITE.contains(site) || !origin.equals("http://" + here) && !origin.equals("https://" + here);
    }

    /** The header; {@code absent} when it is not there; nothing that anybody expects when it is there twice. */
    private static String only(HttpServletRequest request, String header, String absent) {
        List<String> values = Collections.list(request.getHeaders(header));
        return switch (values.size()) {
            case 0 -> absent;
            case 1 -> values.getFirst();
            default -> "";
        };
    }

    private static Optional<Problem> typeOfBody(HttpServletRequest request) {
        List<String> said = Collections.list(request.getHeaders("Content-Type"));
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (said.isEmpty() && !body) {
            return Optional.empty();
        }
        String type = said.size() == 1 ? essence(said.getFirst()) : "";
        return SENT_BY_FORMS.contains(type) || !MEDIA_TYPE.matcher(type).matches()
                ? Optional.of(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, type.isEmpty() ? "none" : type))
                : Optional.empty();
    }

    private static String essence(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Without the port and the dot of the root, in lower case. */
    private static String plain(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("[") || name.indexOf(':') == name.lastIndexOf(':')) {
            name = PORT.matcher(name).replaceFirst("");
        }
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** An address as it stands in a URL. */
    private static String literal(@Nullable String address) {
        String text = address == null ? "" : address.replaceAll("%.*$", "");
        return text.contains(":") && !text.startsWith("[") ? "[" + text + "]" : text;
    }
}
