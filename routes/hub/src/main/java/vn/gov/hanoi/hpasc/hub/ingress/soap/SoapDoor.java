package vn.gov.hanoi.hpasc.hub.ingress.soap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Refuses what CXF would answer in its own words before any route sees it: a character set that it does not know. */
class SoapDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest servlet, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpRequest request = new HttpRequest(servlet);
        try {
            request.mediaType().requireUtf8();
        } catch (Refusal refusal) {
            SoapCalls.fault(request, refusal).writeTo(response);
            return;
        }
        chain.doFilter(servlet, response);
    }
}
