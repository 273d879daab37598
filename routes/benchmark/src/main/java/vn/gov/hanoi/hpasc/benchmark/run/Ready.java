package vn.gov.hanoi.hpasc.benchmark.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import vn.gov.hanoi.hpasc.connectors.testkit.process.OwnProcess;

/** Waits for a process to be of use. */
final class Ready {

    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final long PAUSE_MILLIS = 200;

    private interface Probe {
        boolean ready() throws IOException, InterruptedException;
    }

    private Ready() {}

    /** Until {@code address} answers a GET with {@code status}. */
    static void awaitStatus(URI address, int status, OwnProcess process) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            await(
                    process,
                    () -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == status);
        }
    }

    private static void await(OwnProcess process, Probe probe) throws IOException {
        long giveUpAt = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < giveUpAt && process.isAlive()) {
            try {
                if (probe.ready()) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            pause();
        }
        throw new IOException("not ready: " + process.describe());
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
