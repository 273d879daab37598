package vn.gov.hanoi.hpasc.hub.tax;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode.Origin;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.accept.Candidate;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.order.PayeeAccounts;

/**
 * Says rows as messages of the tax office. A message has the fact's own id: saying it again, after a crash or on another
 * node, is a repeat.
 */
final class TaxPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(TaxPublisher.class);
    private static final String MEDIA_TYPE = "application/cloudevents+json";
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Book book;
    private final Acceptance acceptance;
    private final Agencies agencies;
    private final TaxProperties properties;
    private final Overpayments overpayments;
    private final PayeeAccounts accounts;
    private final Clock clock;
    private final MessageCodec codec = new MessageCodec();

    TaxPublisher(
            Book book,
            Acceptance acceptance,
            Agencies agencies,
            PayeeAccounts accounts,
            TaxProperties properties,
            Clock clock) {
        this.accounts = accounts;
        this.book = book;
        this.acceptance = acceptance;
        this.agencies = agencies;
        this.properties = properties;
        this.overpayments = new Overpayments();
        this.clock = clock;
    }

    /** Whether agencies.yaml knows the tax office, and lets it speak. */
    boolean canSpeak() {
        return agencies.byCode(properties.agency())
                .map(agency -> agency.grants().send())
                .filter(granted -> granted.contains(MessageType.OBLIGATION_RAISED)
                        && granted.contains(MessageType.PAYMENT_CONFIRMED))
                .isPresent();
    }

    /** Says those of {@code ids} that are ready. */
    void say(TaxTable table, Collection<UUID> ids) {
        sayAll(
                table,
                book.write(page -> table.find(page, ids.stream().distinct().toList())).stream()
                        .filter(row -> row.state() == TaxState.READY)
                        .sorted(java.util.Comparator.comparing(TaxRow::id))
                        .toList());
    }

    /** Says what nobody has said yet. */
    void sayDue(TaxTable table) {
        sayAll(table, book.write(page -> table.toSay(page, clock.instant())));
    }

    private void sayAll(TaxTable table, List<TaxRow> rows) {
        List<TaxRow> said = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (TaxRow row : rows) {
            Candidate candidate = candidate(table, row);
            if (candidate != null) {
                said.add(row);
                candidates.add(candidate);
            }
        }
        List<AcceptResult> results = candidates.isEmpty() ? List.of() : results(candidates);
        Instant now = clock.instant();
        book.write(page -> {
            for (int i = 0; i < results.size(); i++) {
                switch (results.get(i)) {
                    case AcceptResult.Receipted receipted -> {
                        table.accepted(page, said.get(i), receipted.receipt().exchangeId());
                        overpayments.look(page, said.get(i), now);
                        accounts.report(page, Objects.requireNonNull(said.get(i).dossier()), now);
                    }
                    case AcceptResult.Refused refused -> refused(table, page, said.get(i), refused.problem());
                }
            }
            return results.size();
        });
    }

    private List<AcceptResult> results(List<Candidate> candidates) {
        try {
            return acceptance
                    .acceptInOrder(candidates, false)
                    .get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).addKeyValue("event", "tax.wait").log("tax rows are said a moment later");
            return List.of();
        }
    }

    /** While the hub is busy the row comes again; a no for good is a person's. */
    private void refused(TaxTable table, Book.Page page, TaxRow row, Problem problem) {
        if (problem.code().origin() == Origin.HUB) {
            table.later(page, row, clock.instant().plus(COME_BACK));
            return;
        }
        park(table, page, row, problem);
    }

    private static void park(TaxTable table, Book.Page page, TaxRow row, Problem problem) {
        List<String> where = problem.faults().stream()
                .map(fault -> fault.pointer() + " " + fault.message())
                .toList();
        LOG.atWarn()
                .addKeyValue("event", "tax.refused")
                .addKeyValue("row", row.id())
                .addKeyValue("dossier", row.dossier())
                .addKeyValue("code", problem.code().wire())
                .log("a row of the tax office was refused");
        table.refused(
                page,
                row,
                problem.code().wire() + " " + problem.message(java.util.Locale.ENGLISH)
                        + (where.isEmpty() ? "" : " " + where));
    }

    /** The same checks as on every wire; null when the row does not pass them. */
    private @Nullable Candidate candidate(TaxTable table, TaxRow row) {
        Agency office = agencies.byCode(properties.agency()).orElse(null);
        if (office == null) {
            return null;
        }
        DossierMessage message = TaxMessages.message(row, office.code());
        if (!office.grants().send().contains(message.type())) {
            refuse(table, row, Problem.of(ErrorCode.NOT_GRANTED, message.type().wire()));
            return null;
        }
        byte[] json = codec.toJson(message, Map.of());
        try {
            return Candidate.of(codec.fromJson(json), office, Candidate.Protocol.REST, json, MEDIA_TYPE);
        } catch (InvalidMessage invalid) {
            refuse(
                    table,
                    row,
                    new Problem(
                            ErrorCode.valueOf(invalid.kind().name()),
                            List.of(invalid.argument()),
                            invalid.faults().stream()
                                    .map(fault -> new Problem.Fault(fault.pointer(), fault.message()))
                                    .toList(),
                            null));
            return null;
        }
    }

    private void refuse(TaxTable table, TaxRow row, Problem problem) {
        book.write(page -> {
            park(table, page, row, problem);
            return true;
        });
    }
}
