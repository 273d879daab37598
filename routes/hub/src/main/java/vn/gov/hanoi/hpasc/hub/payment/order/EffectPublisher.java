package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode.Origin;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.MessageData;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.accept.AcceptResult;
import vn.gov.hanoi.hpasc.hub.accept.Acceptance;
import vn.gov.hanoi.hpasc.hub.accept.HubVoice;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.EffectTable;
import vn.gov.hanoi.hpasc.hub.payment.book.EffectTable.Effect;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;

/**
 * Says as messages what became true of payments. A message has the payment's own id, so that saying it again after a crash
 * is a repeat and nothing happens twice.
 */
final class EffectPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(EffectPublisher.class);
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 200;

    private final Book book;
    private final Acceptance acceptance;
    private final HubVoice voice;
    private final Clock clock;
    private final EffectTable effects = new EffectTable();

    EffectPublisher(Book book, Acceptance acceptance, HubVoice voice, Clock clock) {
        this.book = book;
        this.acceptance = acceptance;
        this.voice = voice;
        this.clock = clock;
    }

    /** @return whether there may be more */
    boolean publishDue() throws InterruptedException {
        Instant now = clock.instant();
        List<Effect> due = book.write(page -> effects.take(page, AT_ONCE, now, now.plus(LEASE)));
        if (due.isEmpty()) {
            return false;
        }
        List<AcceptResult> results = results(due);
        Map<String, UUID> said = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            Effect effect = due.get(i);
            switch (results.get(i)) {
                case AcceptResult.Receipted receipted ->
                    said.put(effect.messageId(), receipted.receipt().exchangeId());
                case AcceptResult.Refused refused -> refused(effect, refused.problem());
            }
        }
        if (!said.isEmpty()) {
            book.write(page -> effects.said(page, said, clock.instant()));
        }
        return due.size() == AT_ONCE;
    }

    private List<AcceptResult> results(List<Effect> due) throws InterruptedException {
        try {
            return acceptance
                    .acceptInOrder(due.stream().map(this::message).toList(), false)
                    .get(LEASE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("payment.effects-wait");
            return List.of();
        }
    }

    private vn.gov.hanoi.hpasc.hub.accept.Candidate message(Effect effect) {
        MessageType type = MessageType.fromWhat(effect.type()).orElseThrow();
        return voice.says(effect.messageId(), type, effect.dossierCode(), effect.at(), data(effect, type));
    }

    private static MessageData data(Effect effect, MessageType type) {
        return type == MessageType.PAYMENT_CONFIRMED
                ? new PaymentConfirmed(
                        effect.obligationId(),
                        new Vnd(effect.amount()),
                        effect.at(),
                        effect.gateway(),
                        effect.transaction(),
                        effect.receipt())
                : new PaymentRefunded(
                        effect.obligationId(),
                        new Vnd(effect.amount()),
                        effect.at(),
                        effect.gateway(),
                        effect.transaction(),
                        effect.reason());
    }

    /** While the hub is busy it comes again; a no for good is a person's. */
    private void refused(Effect effect, Problem problem) {
        if (problem.code().origin() == Origin.HUB) {
            return;
        }
        LOG.atError()
                .addKeyValue("message", effect.messageId())
                .addKeyValue("code", problem.code().wire())
                .log("payment.effect-refused");
        book.write(page -> {
            effects.refused(page, effect.messageId(), problem.code().wire());
            return Cases.open(
                    page,
                    new Finding(
                            CaseKind.EFFECT_REFUSED,
                            CaseKind.EFFECT_REFUSED.wire() + ":" + effect.messageId(),
                            effect.gateway(),
                            null,
                            effect.paymentId(),
                            effect.dossierCode(),
                            effect.amount(),
                            "the message " + effect.type() + " was refused: "
                                    + problem.code().wire(),
                            "tell the agencies another way"),
                    clock.instant());
        });
    }
}
