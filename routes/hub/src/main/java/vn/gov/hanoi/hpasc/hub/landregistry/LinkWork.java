package vn.gov.hanoi.hpasc.hub.landregistry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles.Due;
import vn.gov.hanoi.hpasc.hub.storage.Store;

/**
 * Fetches the files of accepted messages, a few at a time and none twice at once, and has those told of whose message waits
 * for them. What a node that went away had begun is begun again by another.
 */
final class LinkWork implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkWork.class);
    private static final Duration SPARE = Duration.ofMinutes(1);

    private final Store store;
    private final LinkedFiles files;
    private final LinkFetcher fetcher;
    private final FileNews news;
    private final LinkProperties properties;
    private final Clock clock;
    private final UUID self = UUID.randomUUID();
    private final Semaphore free;
    private final ExecutorService fetching = Executors.newVirtualThreadPerTaskExecutor();

    LinkWork(
            Store store,
            LinkedFiles files,
            LinkFetcher fetcher,
            FileNews news,
            LinkProperties properties,
            Clock clock) {
        this.store = store;
        this.files = files;
        this.fetcher = fetcher;
        this.news = news;
        this.properties = properties;
        this.clock = clock;
        this.free = new Semaphore(properties.atOnce());
    }

    @Scheduled(fixedDelayString = "${hub.land-registry.files.look:500ms}")
    void look() {
        if (!store.ready()) {
            return;
        }
        try {
            int places = free.drainPermits();
            List<Due> due = List.of();
            try {
                due = places == 0
                        ? List.of()
                        : files.take(
                                self,
                                places,
                                clock.instant(),
                                properties.wholeTimeout().plus(SPARE));
            } finally {
                free.release(places - due.size());
            }
            due.forEach(file -> fetching.execute(() -> fetch(file)));
            news.tell();
        } catch (StoreUnavailable away) {
            // next time
        }
    }

    private void fetch(Due file) {
        try {
            String by = AgencySource.of(file.source()).agency().value();
            files.fetched(file, self, fetcher.fetch(file.link(), by), clock.instant());
        } catch (LinkRefused no) {
            refused(file, no);
        } catch (StoreUnavailable away) {
            LOG.atDebug().setCause(away).log("land.file-later");
        } catch (RuntimeException unexpected) {
            LOG.atError()
                    .addKeyValue("message", file.messageId())
                    .setCause(unexpected)
                    .log("land.file-failed");
        } finally {
            free.release();
        }
    }

    private void refused(Due file, LinkRefused no) {
        Instant now = clock.instant();
        boolean over =
                no.isForGood() || file.since().plus(properties.giveUpAfter()).isBefore(now);
        try {
            if (over) {
                LOG.atWarn()
                        .addKeyValue("message", file.messageId())
                        .addKeyValue("nth", file.nth())
                        .addKeyValue("reason", no.reason())
                        .log("land.file-refused");
                files.refused(file, self, no.reason(), now);
            } else {
                files.later(file, self, no.reason(), now.plus(pause(file.attempts())));
            }
        } catch (StoreUnavailable away) {
            LOG.atDebug().setCause(away).log("land.file-later");
        }
    }

    private Duration pause(int attempts) {
        Duration pause = properties.firstWait().multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(properties.longestWait()) > 0 ? properties.longestWait() : pause;
    }

    @Scheduled(
            fixedDelayString = "${hub.land-registry.callback.forget:1h}",
            initialDelayString = "${hub.land-registry.callback.forget:1h}")
    void forget() {
        if (store.ready()) {
            try {
                files.forget(clock.instant().minus(Duration.ofDays(1)));
            } catch (StoreUnavailable away) {
                // next time
            }
        }
    }

    @Override
    public void close() {
        fetching.shutdownNow();
    }
}
