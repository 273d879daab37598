package vn.gov.hanoi.hpasc.hub.landregistry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode.Origin;
import vn.gov.hanoi.hpasc.dossier.DocumentReference;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Resolution;
import vn.gov.hanoi.hpasc.dossier.Resolved;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles.Standing;
import vn.gov.hanoi.hpasc.hub.landregistry.LinkedFiles.Untold;

/**
 * Says a message's documents again, now with their files. The message itself had not waited for them. What is said must not
 * move the dossier, so it is said only where the dossier still stands where that message left it.
 */
final class FileNews {

    private static final Logger LOG = LoggerFactory.getLogger(FileNews.class);
    private static final int PATIENCE_SECONDS = 10;
    private static final String MEDIA_TYPE = "application/cloudevents+json";

    private final LinkedFiles files;
    private final Acceptance acceptance;
    private final Agencies agencies;
    private final Clock clock;
    private final MessageCodec codec = new MessageCodec();

    FileNews(LinkedFiles files, Acceptance acceptance, Agencies agencies, Clock clock) {
        this.files = files;
        this.acceptance = acceptance;
        this.agencies = agencies;
        this.clock = clock;
    }

    void tell() {
        files.untold().forEach(this::tell);
    }

    private void tell(Untold untold) {
        List<Standing> standing = files.of(untold.source(), untold.messageId());
        DossierMessage message = message(untold);
        if (message == null || standing.stream().noneMatch(Standing::fetched)) {
            files.told(untold.source(), untold.messageId(), clock.instant());
            return;
        }
        if (!stillFits(message.data(), untold.status())) {
            return;
        }
        MessageData data = withFiles(message.data(), standing);
        Agency sender = agencies.byCode(message.source().agency()).orElse(null);
        if (data == null || sender == null || accepted(message, data, sender)) {
            files.told(untold.source(), untold.messageId(), clock.instant());
        }
    }

    private @Nullable DossierMessage message(Untold untold) {
        try {
            return codec.fromJson(untold.canonical());
        } catch (InvalidMessage impossible) {
            LOG.atError()
                    .addKeyValue("message", untold.messageId())
                    .setCause(impossible)
                    .log("land.file-news");
            return null;
        }
    }

    /** A result whose dossier was reopened since is none; papers are not brought to whoever just asked for others. */
    private static boolean stillFits(MessageData data, @Nullable Integer number) {
        DossierStatus status = number == null ? null : DossierStatus.of(number);
        return switch (data) {
            case Resolved resolved when resolved.resolution() == Resolution.STOPPED -> status == DossierStatus.STOPPED;
            case Resolved resolved -> status == DossierStatus.PROCESSED || status == DossierStatus.RESULT_RETURNED;
            default -> status != null && status != DossierStatus.SUPPLEMENT_REQUESTED;
        };
    }

    private static @Nullable MessageData withFiles(MessageData data, List<Standing> files) {
        return switch (data) {
            case Resolved said ->
                new Resolved(
                        said.resolution(),
                        said.decision(),
                        said.decidedAt(),
                        said.officer(),
                        documents(said.documents(), files),
                        note(said.note(), files));
            case Supplemented said ->
                new Supplemented(
                        documents(said.documents(), files), said.fees(), said.dueAt(), note(said.note(), files));
            case Submitted said -> new Supplemented(documents(said.documents(), files), null, null, note(null, files));
            default -> null;
        };
    }

    private static List<DocumentReference> documents(@Nullable List<DocumentReference> said, List<Standing> files) {
        List<DocumentReference> documents = new ArrayList<>(said == null ? List.of() : said);
        for (Standing file : files) {
            if (file.fetched() && file.nth() < documents.size()) {
                DocumentReference before = documents.get(file.nth());
                documents.set(
                        file.nth(),
                        new DocumentReference(
                                before.name(),
                                file.mediaType(),
                                file.sha256(),
                                file.size(),
                                before.component(),
                                before.number()));
            }
        }
        return documents;
    }

    private static @Nullable String note(@Nullable String said, List<Standing> files) {
        String missing = files.stream()
                .filter(file -> !file.fetched())
                .map(file -> file.name() + " (" + file.reason() + ")")
                .collect(Collectors.joining(", "));
        if (missing.isEmpty()) {
            return said;
        }
        String note = (said == null ? "" : said + " · ") + "Tệp không tải được: " + missing;
        return note.length() <= 4000 ? note : note.substring(0, 3999) + "…";
    }

    private boolean accepted(DossierMessage about, MessageData data, Agency sender) {
        MessageType type = data instanceof Resolved ? MessageType.RESOLVED : MessageType.SUPPLEMENTED;
        DossierMessage message = new DossierMessage(
                about.source(), about.id() + ":files", type, about.subject(), about.time(), null, data);
        Candidate candidate =
                Candidate.of(message, sender, Candidate.Protocol.HUB, codec.toJson(message, Map.of()), MEDIA_TYPE);
        try {
            return switch (acceptance.accept(candidate).get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                case AcceptResult.Receipted receipted -> true;
                case AcceptResult.Refused refused -> {
                    boolean forGood = refused.problem().code().origin() != Origin.HUB;
                    if (forGood) {
                        LOG.atWarn()
                                .addKeyValue("message", message.id())
                                .addKeyValue("code", refused.problem().code().wire())
                                .log("land.file-news-refused");
                    }
                    yield forGood;
                }
            };
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException later) {
            return false;
        }
    }
}
