package vn.gov.hanoi.hpasc.hub.callback.portal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/**
 * Our codes of dossiers that were born at the portal: the portal's own where it has the shape of one, else one that we give
 * it, once, from a counter that all nodes share.
 */
@Component
class BornCodes {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Transactions transactions;

    BornCodes(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param branch in whose name a code is given */
    String of(String portalCode, String branch, Instant submittedAt) {
        String own = own(portalCode);
        return own == null ? given(portalCode, branch, submittedAt) : own;
    }

    /** The portal's own code as a dossier code; null when it has not the shape of one. */
    static @Nullable String own(String portalCode) {
        try {
            return new DossierCode(portalCode).value();
        } catch (IllegalArgumentException anotherShape) {
            return null;
        }
    }

    private String given(String portalCode, String branch, Instant submittedAt) {
        try {
            return transactions.run(connection -> {
                give(connection, portalCode, branch, submittedAt);
                try (PreparedStatement read =
                        connection.prepareStatement("select code from portal_born where portal_code = ?")) {
                    read.setString(1, portalCode);
                    try (ResultSet row = read.executeQuery()) {
                        row.next();
                        return row.getString(1);
                    }
                }
            });
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static void give(Connection connection, String portalCode, String branch, Instant submittedAt)
            throws SQLException {
        try (PreparedStatement give = connection.prepareStatement("""
                insert into portal_born (portal_code, code, born_at)
                values (?, ? || lpad(nextval('portal_born_number')::text, 7, '0'), ?::timestamptz)
                on conflict (portal_code) do nothing""")) {
            give.setString(1, portalCode);
            give.setString(2, branch + "-" + DAY.format(submittedAt) + "-");
            give.setString(3, submittedAt.toString());
            give.executeUpdate();
        }
    }
}
