package vn.gov.hanoi.hpasc.hub.ingress.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Ends what a request holds of its agency's quotas when it is answered, whichever way it took. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class LeaseFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String LEASE = LeaseFilter.class.getName();

    /** Has {@code lease} closed when {@code request} is answered. */
    public static void closeAfter(ServletRequest request, Lease lease) {
        request.setAttribute(LEASE, lease);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(LEASE) instanceof Lease lease) {
                lease.close();
            }
        }
    }
}
