package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.storage.Rows;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Somebody changes the tables while the hub is at work: sessions have prepared statements whose plans are gone. */
class AlterUnderLoadIT {

    /** As many as commits at once: most messages are alone in theirs. */
    private static final int SENDERS = 2;

    private static final int TRIES = 200;
    /** Each changes what a prepared statement of the hub gives. */
    private static final List<String> CHANGES = List.of(
            "alter table dossier alter column procedure_name type varchar(4000)",
            "alter table message alter column mark type varchar(100)",
            "alter table dossier alter column procedure_name type text",
            "alter table message alter column mark type text",
            "alter table dossier alter column receiving_branch type varchar(400)",
            "alter table dossier alter column receiving_branch type text",
            "alter table obligation add column note_of_operations text",
            "alter table delivery alter column destination type varchar(400)");

    @Test
    void nothingIsRefusedBecauseATableChanges() throws Exception {
        String url = SharedPostgres.migrated();
        SharedPostgres.withSessionSettings(url);
        AtomicBoolean over = new AtomicBoolean();
        Set<ErrorCode> told = ConcurrentHashMap.newKeySet();
        try (AcceptNode node = AcceptNode.on(url, Clock.systemUTC());
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<Integer>> sent = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> senders.submit(() -> send(node, over, told)))
                    .toList();
            Rows owner = new Rows(node.ownerPool);
            for (String change : CHANGES) {
                long before = owner.count("select count(*) from message");
                owner.run(change);
                // plans are kept from the fifth time on
                while (owner.count("select count(*) from message") < before + 60) {
                    Thread.onSpinWait();
                }
            }
            over.set(true);
            int accepted = 0;
            for (Future<Integer> each : sent) {
                accepted += each.get();
            }
            assertThat(owner.count("select count(*) from message")).isEqualTo(accepted);
            assertThat(told).isSubsetOf(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    /** Sends until it is over; each message until it is accepted. */
    private static int send(AcceptNode node, AtomicBoolean over, Set<ErrorCode> told) {
        int accepted = 0;
        while (!over.get()) {
            DossierMessage submission = aMessage().build();
            accepted += untilAccepted(node, submission, told);
            accepted += untilAccepted(
                    node,
                    aMessage()
                            .about(submission.subject())
                            .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(), null, null, null))
                            .build(),
                    told);
        }
        return accepted;
    }

    private static int untilAccepted(AcceptNode node, DossierMessage message, Set<ErrorCode> told) {
        for (int tried = 0; tried < TRIES; tried++) {
            switch (node.accept(message)) {
                case AcceptResult.Receipted receipted -> {
                    return 1;
                }
                case AcceptResult.Refused refused -> told.add(refused.problem().code());
            }
        }
        throw new AssertionError("never accepted: " + message);
    }
}
