package vn.gov.hanoi.hpasc.hub.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Makes the log file, where it lies in the data folder, before the logging does, and for nobody else to read. */
final class PrivateLogFile implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        String data = environment.getProperty("hub.data-dir");
        String log = environment.getProperty("logging.file.name");
        if (data == null || log == null) {
            return;
        }
        Path folder = Path.of(data).toAbsolutePath().normalize();
        Path file = Path.of(log).toAbsolutePath().normalize();
        try {
            if (file.startsWith(folder) && file.getParent() != null) {
                PrivateFiles.folder(folder);
                PrivateFiles.folder(file.getParent());
                PrivateFiles.file(file);
            }
        } catch (IOException notOurs) {
            // the logging says so itself, where it cannot write there
        }
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER - 1;
    }
}
