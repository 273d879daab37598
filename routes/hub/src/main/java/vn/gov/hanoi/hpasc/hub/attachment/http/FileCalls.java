package vn.gov.hanoi.hpasc.hub.attachment.http;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.attachment.Attachment;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.attachment.FileLinks;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierFiles;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpReply;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpStream;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** What is asked about files. */
@Component
class FileCalls {

    private static final int CREATED = 201;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]{1,100}/[a-z0-9.+-]{1,100}");
    private static final String BYTES = "application/octet-stream";

    private final Attachments attachments;
    private final FileLinks links;
    private final DossierFiles files;
    private final AuthorityPolicy authority;
    private final AgencyQuotas quotas;
    private final AccessEvents events;

    FileCalls(Attachments attachments, FileLinks links, Readers readers, AgencyQuotas quotas, AccessEvents events) {
        this.events = events;
        this.attachments = attachments;
        this.links = links;
        this.files = readers.files();
        this.authority = readers.authority();
        this.quotas = quotas;
    }

    /** What tells who may fetch which file. */
    @Component
    record Readers(DossierFiles files, AuthorityPolicy authority) {}

    HttpAnswer bring(Call call) {
        String said = call.request().mediaType().name();
        if (!said.isEmpty() && !MEDIA_TYPE.matcher(said).matches()) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, said);
        }
        quotas.mayStore(call.origin());
        try {
            Attachment kept = attachments.keep(
                    call.request().stream(attachments.mostBytes()),
                    said.isEmpty() ? BYTES : said,
                    call.caller().code().value());
            quotas.stored(call.caller(), kept.size());
            return Json.answer(CREATED, kept);
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        } catch (IOException broken) {
            throw new Refusal(ErrorCode.MALFORMED, "the body breaks off");
        }
    }

    /** To whoever brought the file, and to whoever may look at a dossier that names it, as that dossier says it is. */
    HttpReply fetch(Call call) {
        String sha256 = call.request().variable("sha256");
        if (!SHA256.matcher(sha256).matches()) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        Agency caller = call.caller();
        String mediaType = known(() -> files.find(sha256, authority.viewer(caller))
                .map(reference -> mediaType(sha256, reference))
                .or(() -> attachments.broughtAs(sha256, caller.code())));
        return stream(sha256, mediaType);
    }

    HttpReply follow(HttpRequest request) {
        FileLinks.Linked linked = known(() -> {
            Optional<FileLinks.Linked> file = links.file(request.variable("token"));
            if (file.isEmpty()) {
                events.unauthenticated(request, (String) null, "the link is not ours, over or revoked");
            }
            return file;
        });
        String mediaType = known(() -> files.find(linked.sha256(), linked.dossierId())
                .map(reference -> mediaType(linked.sha256(), reference))
                .or(() -> Optional.of(BYTES)));
        return stream(linked.sha256(), mediaType);
    }

    /** What the message says, else what its sender said when it brought the file. */
    private String mediaType(String sha256, DossierFiles.Reference reference) {
        String said = reference.mediaType();
        String mediaType = said != null
                ? said
                : attachments.broughtAs(sha256, reference.saidBy()).orElse(BYTES);
        return MEDIA_TYPE.matcher(mediaType).matches() ? mediaType : BYTES;
    }

    private HttpReply stream(String sha256, String mediaType) {
        Attachment file = known(() -> attachments.find(sha256));
        return new HttpStream(mediaType, file.size(), () -> attachments.open(file));
    }

    private static <T> T known(Supplier<Optional<T>> question) {
        try {
            return question.get().orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }
}
