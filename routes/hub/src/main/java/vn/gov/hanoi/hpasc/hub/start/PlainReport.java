package vn.gov.hanoi.hpasc.hub.start;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import vn.gov.hanoi.hpasc.hub.configuration.Finding;
import vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration;
import vn.gov.hanoi.hpasc.hub.storage.CannotStart;

/** Tells a person why the hub does not start, in as many lines as there are reasons, and shows no stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PlainReport implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = text(cause);
            if (text != null) {
                System.err.println(text);
                return true;
            }
        }
        return false;
    }

    private static @Nullable String text(Throwable cause) {
        return switch (cause) {
            case InvalidConfiguration invalid -> text(invalid.findings());
            case CannotStart cannot -> "The hub cannot start: " + cannot.getMessage() + " " + cannot.action();
            case PortInUseException port ->
                "The hub cannot start: port " + port.getPort()
                        + " is in use by another program; stop it, or choose another port (server.port, hub.admin.port)";
            default -> null;
        };
    }

    static String text(List<Finding> findings) {
        if (findings.size() == 1) {
            return "The hub cannot start: " + findings.getFirst();
        }
        StringBuilder text = new StringBuilder("The hub cannot start. The configuration of the hub is not valid:");
        findings.forEach(
                finding -> text.append(System.lineSeparator()).append("    ").append(finding));
        return text.toString();
    }
}
