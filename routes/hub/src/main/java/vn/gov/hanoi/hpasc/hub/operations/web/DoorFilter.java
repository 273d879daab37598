package vn.gov.hanoi.hpasc.hub.operations.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.http.CurrentRequest;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.ProblemJson;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;

/**
 * Lets what is for operators through at their port only, and nothing else there, and nothing that a stranger's page sends. Decides by the port of the connection, not
 * by any header, and by the path as the server decoded and normalised it, so that no spelling gets round it.
 */
final class DoorFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final List<String> FOR_OPERATORS = List.of("/admin", "/actuator");

    private final transient AdminPort admin;
    private final transient CrossSiteCheck check;
    private final transient SecurityEvents events;

    DoorFilter(AdminPort admin, CrossSiteCheck check, SecurityEvents events) {
        this.admin = admin;
        this.check = check;
        this.events = events;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean atOperatorsDoor = request.getLocalPort() == admin.port();
        Optional<Problem> refusal = atOperatorsDoor ? check.refusal(request) : Optional.empty();
        if (refusal.isPresent()) {
            ErrorCode code = refusal.get().code();
            events.record(
                    SecurityEvents.Kind.FOREIGN_ORIGIN,
                    SecurityEvents.Channel.ADMIN,
                    null,
                    address(request),
                    code.wire());
            answer(refusal.get(), request, response);
        } else if (atOperatorsDoor == isForOperators(request)) {
            chain.doFilter(request, response);
        } else {
            answer(Problem.of(ErrorCode.NOT_FOUND), request, response);
        }
    }

    /** The client's, behind proxies of ours too. */
    private static String address(HttpServletRequest request) {
        return request.getAttribute(CurrentRequest.ATTRIBUTE) instanceof CurrentRequest current
                ? current.clientAddress()
                : request.getRemoteAddr();
    }

    private static void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(problem.code().httpStatus());
        response.setContentType(ProblemJson.MEDIA_TYPE);
        response.getOutputStream()
                .write(ProblemJson.render(problem, Languages.of(request.getHeader("Accept-Language"))));
    }

    private static boolean isForOperators(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return FOR_OPERATORS.stream().anyMatch(door -> path.equals(door) || path.startsWith(door + "/"));
    }
}
