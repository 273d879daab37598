package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.accept.Receipt;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.Admission;
import vn.gov.hanoi.hpasc.hub.ingress.Candidates;
import vn.gov.hanoi.hpasc.hub.ingress.IngressProperties;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.Misread;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;
import vn.gov.hanoi.hpasc.hub.ingress.queue.QueueBatch.Item;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.ProblemJson;
import vn.gov.hanoi.hpasc.hub.problem.QueueRefusal;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Kind;

/** Reads what came over a queue, has it accepted, and words the answers. */
@Component
class QueueMessages {

    private static final int UNAVAILABLE = 503;
    private static final Set<ErrorCode> OF_AUTHORITY = EnumSet.of(ErrorCode.FOREIGN_SOURCE, ErrorCode.NOT_GRANTED);

    /** What clients put there without being told to. */
    private static final Set<String> NOTHING_SAID = Set.of("application/octet-stream", "text/plain;charset=utf-8");

    private final MessageCodec codec = new MessageCodec();
    private final Candidates candidates;
    private final Admission admission;
    private final int mostBytes;
    private final Duration patience;
    private final SecurityEvents events;

    QueueMessages(Candidates candidates, Admission admission, IngressProperties limits, SecurityEvents events) {
        this.events = events;
        this.candidates = candidates;
        this.admission = admission;
        this.mostBytes = limits.maxMessageBytes();
        this.patience = limits.queueWait();
    }

    QueueBatch.Read read(QueueBatch batch) {
        List<Item> items = new ArrayList<>(batch.messages().size());
        for (Received received : batch.messages()) {
            items.add(read(batch.sender(), received));
        }
        return new QueueBatch.Read(items);
    }

    private Item read(Agency sender, Received received) {
        Problem unreadable = received.problem();
        if (unreadable != null) {
            return refused(received, unreadable, null);
        }
        DossierMessage message = null;
        try {
            boolean binary = isBinary(received);
            String contentType = required(received.contentType(), binary);
            byte[] body = received.body();
            message = binary ? codec.fromBinary(received.attributes(), body) : codec.fromJson(body);
            return Item.passed(received, candidates.of(sender, message, Candidate.Protocol.QUEUE, body, contentType));
        } catch (InvalidMessage invalid) {
            InvalidMessage.Known known = invalid.known();
            return new Item(received, null, Misread.problem(invalid), known.source(), known.id());
        } catch (Refusal refusal) {
            record(sender, refusal);
            return refused(received, refusal.problem(), message);
        }
    }

    /** The content type decides; a message in structured mode may carry its attributes beside it too. */
    private static boolean isBinary(Received received) {
        return !received.attributes().isEmpty()
                && !MediaType.of(received.contentType()).is(MediaType.EVENT);
    }

    private void record(Agency sender, Refusal refusal) {
        ErrorCode code = refusal.problem().code();
        if (OF_AUTHORITY.contains(code)) {
            events.record(Kind.AUTHORITY_REFUSED, Channel.QUEUE, sender.code().value(), null, code.wire());
        }
    }

    private static Item refused(Received received, Problem problem, @Nullable DossierMessage message) {
        String source = message == null ? null : message.source().value();
        return new Item(received, null, problem, source, message == null ? null : message.id());
    }

    /** In binary mode the content type is that of the data alone. */
    private static String required(@Nullable String contentType, boolean binary) {
        String wanted = binary ? MediaType.JSON : MediaType.EVENT;
        if (contentType != null && !NOTHING_SAID.contains(contentType)) {
            MediaType.of(contentType).require(wanted);
        }
        return wanted;
    }

    /** @throws Refusal when the hub cannot accept now: then nothing of the batch is answered, and all of it comes again */
    List<Reply> accept(QueueBatch.Read batch) {
        List<Candidate> passed = batch.candidates();
        List<AcceptResult> results = passed.isEmpty() ? List.of() : admission.admitFromQueue(passed, patience);
        results.forEach(QueueMessages::tryLater);
        Iterator<AcceptResult> next = results.iterator();
        List<Reply> replies = new ArrayList<>(batch.items().size());
        for (Item item : batch.items()) {
            Problem problem = item.problem();
            replies.add(problem == null ? reply(item, next.next()) : refusal(item, problem));
        }
        return replies;
    }

    private static void tryLater(AcceptResult result) {
        if (result instanceof AcceptResult.Refused(Problem problem)
                && problem.code().httpStatus() == UNAVAILABLE) {
            throw new Refusal(problem);
        }
    }

    private static Reply reply(Item item, AcceptResult result) {
        return switch (result) {
            case AcceptResult.Receipted(Receipt receipt) ->
                new Reply(item.received().correlation(), Reply.RECEIPT, item.id(), MediaType.JSON, Json.text(receipt));
            case AcceptResult.Refused(Problem problem) -> refusal(item, problem);
        };
    }

    private static Reply refusal(Item item, Problem problem) {
        String json = QueueRefusal.of(item.source(), item.id(), problem, Languages.ENGLISH)
                .json();
        return new Reply(item.received().correlation(), Reply.REFUSAL, item.id(), ProblemJson.MEDIA_TYPE, json);
    }
}
