package vn.gov.hanoi.hpasc.connectors.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged at INFO and above while something is done. */
public final class LoggedLines {

    private LoggedLines() {}

    public static List<String> during(Runnable action) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO);
        try {
            action.run();
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        return lines.list.stream()
                .map(event ->
                        event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getThrowableProxy())
                .toList();
    }
}
