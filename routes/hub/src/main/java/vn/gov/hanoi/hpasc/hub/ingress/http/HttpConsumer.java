package vn.gov.hanoi.hpasc.hub.ingress.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.hub.http.Draining;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Hands a request to its route as {@link HttpRequest} and writes the {@link HttpAnswer} that the route leaves as its body.
 * It is the one place where the errors of HTTP routes are told: a {@link Refusal} as its problem, all else as an internal
 * error of which the caller sees nothing.
 *
 * <p>No header of the request becomes a header of the exchange, so that no caller can speak to Camel.
 */
class HttpConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConsumer.class);

    private final Shortcut shortcut;
    private final Answers answers;
    private final AccessEvents events;
    private final Draining draining;

    HttpConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            Shortcut shortcut,
            Answers answers,
            AccessEvents events,
            Draining draining) {
        super(endpoint, processor);
        this.draining = draining;
        this.events = events;
        this.shortcut = shortcut;
        this.answers = answers;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        shortcut.open(this);
    }

    @Override
    protected void doStop() throws Exception {
        shortcut.close(this);
        super.doStop();
    }

    /** Runs on the (virtual) thread of the request and is done when it returns: null says so to Spring. */
    @Override
    public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        HttpRequest asked = new HttpRequest(request);
        HttpReply answer = answer(asked);
        answers.count(answer.status());
        if (draining.leaving()) {
            // it came before the hub was told to stop
            response.setHeader("Connection", "close");
        }
        try {
            answer.writeTo(response);
        } catch (IOException callerGone) {
            LOG.atDebug().setCause(callerGone).log("ingress.http.caller-gone");
        }
        return null;
    }

    private HttpReply answer(HttpRequest asked) {
        if (isSuspendingOrSuspended() || !isRunAllowed()) {
            return HttpAnswer.problem(Problem.of(ErrorCode.OVERLOADED), asked.language());
        }
        if (!serves(asked.method())) {
            return HttpAnswer.methodNotAllowed(getEndpoint().getHttpMethodRestrict(), asked.language());
        }
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getIn().setBody(asked);
            createUoW(exchange);
            getProcessor().process(exchange);
            return answerOf(exchange, asked);
        } catch (Exception failure) {
            return failed(failure, asked);
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    /** Spring lets HEAD through where GET is allowed; a HEAD must not lease an inbox. */
    boolean serves(String method) {
        String methods = getEndpoint().getHttpMethodRestrict();
        return methods == null || methods.equals(method) || ("," + methods + ",").contains("," + method + ",");
    }

    private HttpReply answerOf(Exchange exchange, HttpRequest asked) {
        if (exchange.getException() != null) {
            return failed(exchange.getException(), asked);
        }
        if (exchange.getMessage().getBody() instanceof HttpReply answer) {
            return answer;
        }
        return failed(
                new IllegalStateException(
                        "route left no answer: " + getEndpoint().getPath()),
                asked);
    }

    private HttpAnswer failed(Exception failure, HttpRequest asked) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                events.refused(asked, refusal);
                return HttpAnswer.problem(refusal.problem(), asked.language());
            }
        }
        LOG.atError().setCause(failure).log("ingress.http.failed");
        return HttpAnswer.problem(Problem.of(ErrorCode.INTERNAL), asked.language());
    }
}
