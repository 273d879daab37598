package vn.gov.hanoi.hpasc.hub.dossier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DuesView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.ObligationView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.PaymentView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.RevocationView;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Revocation;

/** The money side of a dossier. */
final class DuesQuery {

    private static final String PAYMENTS = """
            select payment_id, obligation_id, gateway, state, amount, paid_amount, refunded, gateway_transaction, paid_at,
                   created_at, updated_at
            from payment_order where dossier_id = ? order by created_at, payment_id limit 100""";

    private final ObligationTable obligations = new ObligationTable();

    /** Null for a dossier that never owed anything. */
    @Nullable
    DuesView of(Connection connection, long dossierId) throws SQLException {
        Dues dues = obligations.of(connection, List.of(dossierId)).get(dossierId);
        if (dues == null) {
            return null;
        }
        List<Obligation> all = dues.obligations();
        return new DuesView(
                dues.due().stream().mapToLong(Obligation::outstanding).sum(),
                all.stream().mapToLong(Obligation::overpaid).sum(),
                dues.unassigned(),
                all.stream().map(obligation -> view(obligation, dues)).toList(),
                payments(connection, dossierId),
                (int) dues.revocations().stream().filter(Revocation::open).count());
    }

    private static ObligationView view(Obligation obligation, Dues dues) {
        Revocation revocation = dues.revocation(obligation.id());
        return new ObligationView(
                obligation.id(),
                obligation.origin().name().toLowerCase(Locale.ROOT),
                obligation.kind().name().toLowerCase(Locale.ROOT),
                obligation.name(),
                obligation.amount().amount(),
                obligation.paid(),
                obligation.outstanding(),
                obligation.overpaid(),
                state(obligation, revocation),
                obligation.dueAt(),
                obligation.notice(),
                dues.receipts(obligation.id()),
                revocation == null ? null : view(revocation));
    }

    private static RevocationView view(Revocation revocation) {
        return new RevocationView(
                revocation.obligationId(),
                revocation.state().name().toLowerCase(Locale.ROOT),
                revocation.requestedBy(),
                revocation.requestedAt(),
                revocation.reason(),
                revocation.answeredBy(),
                revocation.answeredAt(),
                revocation.note());
    }

    private static String state(Obligation obligation, @Nullable Revocation revocation) {
        if (revocation != null && revocation.state() == Revocation.State.REVOKED) {
            return "revoked";
        }
        if (obligation.open()) {
            return obligation.paid() > 0 ? "part-paid" : "open";
        }
        return obligation.overpaid() > 0 ? "overpaid" : "paid";
    }

    private static List<PaymentView> payments(Connection connection, long dossierId) throws SQLException {
        List<PaymentView> payments = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PAYMENTS)) {
            statement.setLong(1, dossierId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    payments.add(new PaymentView(
                            row.getObject("payment_id", UUID.class),
                            row.getString("obligation_id"),
                            row.getString("gateway"),
                            row.getString("state"),
                            row.getLong("amount"),
                            row.getObject("paid_amount", Long.class),
                            row.getLong("refunded"),
                            row.getString("gateway_transaction"),
                            instant(row, "paid_at"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("updated_at", OffsetDateTime.class).toInstant()));
                }
            }
        }
        return payments;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
