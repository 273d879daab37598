package vn.gov.hanoi.hpasc.hub.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Supplemented;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** Another session holds a dossier, as a node does that was stopped in the middle of a transaction. */
class HeldLocksIT {

    private static final int OTHERS = 20;

    private static AcceptNode node;

    @BeforeAll
    static void start() throws SQLException {
        String url = SharedPostgres.migrated();
        SharedPostgres.withSessionSettings(url);
        node = AcceptNode.on(url, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** The code of a dossier that is there. */
    private static String submitted() {
        DossierMessage submission = aMessage().build();
        node.receipt(submission);
        return submission.subject();
    }

    private static DossierMessage supplement(String dossier) {
        return aMessage()
                .about(dossier)
                .with(MessageType.SUPPLEMENTED, new Supplemented(List.of(), null, null, null))
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from dossier where code = ? for update",
                "select 1 from line where dossier_id = (select dossier_id from dossier where code = ?) for update"
            })
    void aHeldDossierHoldsUpNoneOfThoseThatShareItsCommit(String lock) throws Exception {
        String held = submitted();
        try (Connection other = node.ownerPool.getConnection()) {
            hold(other, lock, held);

            List<DossierMessage> together = new ArrayList<>();
            together.add(supplement(held));
            for (int i = 0; i < OTHERS; i++) {
                together.add(aMessage().build());
            }
            List<AcceptResult> results = node.acceptInOrder(together, false);

            assertThat(AcceptNode.refusal(results.getFirst())).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(results.subList(1, results.size())).allMatch(AcceptResult.Receipted.class::isInstance);
            other.rollback();
        }
        node.receipt(supplement(held));
    }

    @Test
    void aSessionThatFallsSilentInATransactionLosesItsLocks() throws Exception {
        String held = submitted();
        try (Connection stopped = node.pool.getConnection()) {
            hold(stopped, "select 1 from dossier where code = ? for update", held);

            DossierMessage message = supplement(held);
            await().atMost(Duration.ofSeconds(30)).until(() -> node.accept(message) instanceof AcceptResult.Receipted);
            node.pool.evictConnection(stopped);
        }
    }

    @Test
    void givesNoReceiptWhileTheDatabaseLosesCommits() {
        node.promises.set(false);
        try {
            assertThat(node.refusal(aMessage().build())).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        } finally {
            node.promises.set(true);
        }
    }

    private static void hold(Connection connection, String lock, String dossier) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.setString(1, dossier);
            statement.executeQuery().close();
        }
    }
}
