package vn.gov.hanoi.hpasc.hub.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.hub.commit.Transactions;

/** Names that mean several dossiers: the same alias in two systems, or an alias with the text of a dossier's code. */
final class SharedNames {

    private static final int MOST = 1000;

    private static final String SHARED =
            "select name, system, dossier, hidden from shared_name order by hidden desc, name, system nulls first limit ?";

    private final Transactions transactions;

    SharedNames(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * One of the meanings of a name.
     *
     * @param name the text
     * @param system whose alias it is; null where it is the dossier's own code
     * @param dossier the code of the dossier
     * @param hidden whether nobody reaches the dossier by this name, since another one has it as its code
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Meaning(String name, @Nullable String system, String dossier, boolean hidden) {}

    /** Each meaning of each such name, hidden ones first, at most {@value #MOST}. */
    List<Meaning> all() {
        return transactions.ask(connection -> {
            List<Meaning> meanings = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(SHARED)) {
                statement.setInt(1, MOST);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        meanings.add(
                                new Meaning(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
                    }
                }
            }
            return meanings;
        });
    }
}
