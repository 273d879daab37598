package vn.gov.hanoi.hpasc.hub.ingress.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.codec.BatchItem;
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
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.MediaType;
import vn.gov.hanoi.hpasc.hub.ingress.limits.AgencyQuotas;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.problem.Told;

/** Many messages in a request: each has its own result, and what follows a refused message of its dossier is refused too. */
@Component
class MessageBatch {

    private static final int MULTI_STATUS = 207;
    private static final int UNAVAILABLE = 503;

    private final MessageCodec codec = new MessageCodec();
    private final Candidates candidates;
    private final Admission admission;
    private final AgencyQuotas quotas;
    private final IngressProperties limits;
    private final AccessEvents events;

    MessageBatch(
            Candidates candidates,
            Admission admission,
            AgencyQuotas quotas,
            IngressProperties limits,
            AccessEvents events) {
        this.events = events;
        this.candidates = candidates;
        this.admission = admission;
        this.quotas = quotas;
        this.limits = limits;
    }

    /** One message of the batch as far as it got: exactly one of the two is there. */
    private record Item(
            @Nullable Candidate candidate, @Nullable Problem problem) {}

    /** The batch in its order. */
    record Items(Agency sender, List<Item> all, Locale language) {

        List<Candidate> passed() {
            List<Candidate> passed = new ArrayList<>(all.size());
            for (Item item : all) {
                if (item.candidate() != null) {
                    passed.add(item.candidate());
                }
            }
            return passed;
        }
    }

    Items read(Call call) {
        call.request().mediaType().require(MediaType.BATCH);
        List<BatchItem> items = items(call.request().body(limits.maxBatchBytes()));
        quotas.charge(call.caller(), items.size() - 1);
        Set<String> refusedDossiers = new HashSet<>();
        List<Item> read = new ArrayList<>(items.size());
        for (BatchItem item : items) {
            read.add(read(call, item, refusedDossiers));
        }
        return new Items(call.caller(), read, call.request().language());
    }

    private List<BatchItem> items(byte[] body) {
        try {
            return codec.batchFromJson(body, limits.maxBatchItems());
        } catch (InvalidMessage invalid) {
            throw new Refusal(Misread.problem(invalid));
        }
    }

    private Item read(Call call, BatchItem item, Set<String> refusedDossiers) {
        return switch (item) {
            case BatchItem.Read read -> {
                // also what follows a refused one goes on: whether it repeats an accepted one only the store can tell
                Item checked = checked(call, read, Set.copyOf(refusedDossiers));
                if (checked.problem() != null) {
                    refusedDossiers.add(read.message().subject());
                }
                yield checked;
            }
            case BatchItem.Refused refused -> {
                String dossier = refused.why().known().subject();
                if (dossier != null) {
                    refusedDossiers.add(dossier);
                }
                yield new Item(null, Misread.problem(refused.why()));
            }
        };
    }

    private Item checked(Call call, BatchItem.Read read, Set<String> refusedBefore) {
        try {
            byte[] received = read.received();
            return new Item(
                    candidates
                            .of(call.caller(), read.message(), Candidate.Protocol.REST, received, MediaType.EVENT)
                            .afterRefused(refusedBefore),
                    null);
        } catch (Refusal refusal) {
            events.refused(call.request(), refusal);
            return new Item(null, refusal.problem());
        }
    }

    HttpAnswer accept(Items items) {
        List<Candidate> passed = items.passed();
        List<AcceptResult> results = passed.isEmpty() ? List.of() : admitted(items, passed);
        Iterator<AcceptResult> next = results.iterator();
        List<Object> said = new ArrayList<>(items.all().size());
        for (Item item : items.all()) {
            Problem problem = item.problem();
            said.add(problem == null ? said(next.next(), items.language()) : Told.of(problem, items.language()));
        }
        return Json.answer(MULTI_STATUS, said);
    }

    /** Nothing is charged for a batch that the hub itself could not take. */
    private List<AcceptResult> admitted(Items items, List<Candidate> passed) {
        try {
            List<AcceptResult> results = admission.admitInOrder(passed, true);
            refuseAllWhenUnavailable(results);
            return results;
        } catch (Refusal refusal) {
            if (refusal.problem().code().httpStatus() == UNAVAILABLE) {
                quotas.giveBack(items.sender(), items.all().size() - 1);
            }
            throw refusal;
        }
    }

    private static Object said(AcceptResult result, Locale language) {
        return switch (result) {
            case AcceptResult.Receipted(Receipt receipt) -> receipt;
            case AcceptResult.Refused(Problem problem) -> Told.of(problem, language);
        };
    }

    /** When nothing could be accepted for want of the hub, the request as a whole is to be repeated. */
    private static void refuseAllWhenUnavailable(List<AcceptResult> results) {
        Problem unavailable = null;
        for (AcceptResult result : results) {
            if (!(result instanceof AcceptResult.Refused(Problem problem))
                    || problem.code().httpStatus() != UNAVAILABLE) {
                return;
            }
            unavailable = problem;
        }
        if (unavailable != null) {
            throw new Refusal(unavailable);
        }
    }
}
