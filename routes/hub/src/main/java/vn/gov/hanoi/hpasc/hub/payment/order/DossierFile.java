package vn.gov.hanoi.hpasc.hub.payment.order;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Applicant;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Dues;
import vn.gov.hanoi.hpasc.hub.payment.obligation.ObligationTable;

/** What of a dossier matters to whoever pays for it. */
public final class DossierFile {

    private static final String FIND = """
            select d.dossier_id, d.code, d.status, d.procedure_code, d.procedure_name, d.handling_agency,
                   d.receiving_branch, m.canonical
            from dossier d left join message m on m.exchange_id = d.registered_by
            where d.dossier_id = dossier_named(:code)""";

    private final ObligationTable obligations = new ObligationTable();
    private final MessageCodec codec = new MessageCodec();

    /**
     * A dossier.
     *
     * @param applicant personal data; null when the submission says none
     */
    public record Payable(
            long dossierId,
            String code,
            @Nullable DossierStatus status,
            @Nullable String procedureCode,
            @Nullable String procedureName,
            @Nullable AgencyCode handlingAgency,
            @Nullable AgencyCode receivingBranch,
            @Nullable Applicant applicant,
            Dues dues) {

        /** Says nothing of the applicant. */
        @Override
        public String toString() {
            return "Payable[" + code + "]";
        }
    }

    /** The dossier of this code, or of this alias. */
    public Optional<Payable> find(Page page, String codeOrAlias) {
        return page.sql(FIND)
                .param("code", oneNotation(codeOrAlias))
                .query((row, n) -> {
                    int status = row.getInt("status");
                    long id = row.getLong("dossier_id");
                    return new Payable(
                            id,
                            row.getString("code"),
                            status == 0 ? null : DossierStatus.of(status),
                            row.getString("procedure_code"),
                            row.getString("procedure_name"),
                            agency(row.getString("handling_agency")),
                            agency(row.getString("receiving_branch")),
                            applicant(row.getBytes("canonical")),
                            Dues.NONE);
                })
                .optional()
                .map(found -> owing(page, found));
    }

    private Payable owing(Page page, Payable found) {
        return new Payable(
                found.dossierId(),
                found.code(),
                found.status(),
                found.procedureCode(),
                found.procedureName(),
                found.handlingAgency(),
                found.receivingBranch(),
                found.applicant(),
                dues(page, found.dossierId()));
    }

    private Dues dues(Page page, long dossierId) {
        try {
            return obligations.of(page.connection(), List.of(dossierId)).getOrDefault(dossierId, Dues.NONE);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("obligations", e);
        }
    }

    private @Nullable Applicant applicant(byte @Nullable [] submission) {
        if (submission == null) {
            return null;
        }
        try {
            return codec.fromJson(submission).data() instanceof Submitted submitted ? submitted.applicant() : null;
        } catch (InvalidMessage unreadable) {
            return null;
        }
    }

    private static @Nullable AgencyCode agency(@Nullable String code) {
        return code == null ? null : new AgencyCode(code);
    }

    private static String oneNotation(String codeOrAlias) {
        try {
            return new DossierCode(codeOrAlias).value();
        } catch (IllegalArgumentException e) {
            return codeOrAlias; // an alias
        }
    }
}
