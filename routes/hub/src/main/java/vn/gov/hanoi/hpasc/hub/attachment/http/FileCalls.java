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
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpReply;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpStream;
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
    private final AccessEvents events;

    FileCalls(Attachments attachments, FileLinks links, AccessEvents events) {
        this.events = events;
        this.attachments = attachments;
        this.links = links;
    }

    HttpAnswer bring(Call call) {
        String said = call.request().mediaType().name();
        if (!said.isEmpty() && !MEDIA_TYPE.matcher(said).matches()) {
            throw new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, said);
        }
        try {
            Attachment kept = attachments.keep(
                    call.request().stream(attachments.mostBytes()),
                    said.isEmpty() ? BYTES : said,
                    call.caller().code().value());
            return Json.answer(CREATED, kept);
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        } catch (IOException broken) {
            throw new Refusal(ErrorCode.MALFORMED, "the body breaks off");
        }
    }

    /** Whoever knows the hash of a file was told it in a message; see RATIONALE.md. */
    HttpReply fetch(Call call) {
        return stream(call.request().variable("sha256"));
    }

    HttpReply follow(HttpRequest request) {
        return stream(known(() -> {
            Optional<String> file = links.file(request.variable("token"));
            if (file.isEmpty()) {
                events.unauthenticated(request, (String) null, "the link is not ours, over or revoked");
            }
            return file;
        }));
    }

    private HttpReply stream(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new Refusal(ErrorCode.NOT_FOUND);
        }
        Attachment file = known(() -> attachments.find(sha256));
        return new HttpStream(file.mediaType(), file.size(), () -> attachments.open(file));
    }

    private static <T> T known(Supplier<Optional<T>> question) {
        try {
            return question.get().orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }
}
