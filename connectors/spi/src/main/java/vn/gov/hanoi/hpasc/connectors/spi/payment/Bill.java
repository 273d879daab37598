package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/**
 * What is paid for, as it will stand on the receipt (ThongTinBienLai). Phí and lệ phí are separate lines.
 *
 * @param dossierCode the dossier
 * @param procedureCode the national code of the procedure (MaTTHC)
 * @param procedureName its name
 * @param agency who collects
 * @param agencyName its name
 * @param payee the account the money goes to
 * @param payer who owes it
 * @param lines what it is made of; never empty
 */
public record Bill(
        String dossierCode,
        String procedureCode,
        String procedureName,
        AgencyCode agency,
        String agencyName,
        Payee payee,
        Payer payer,
        List<Line> lines) {

    public Bill {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a bill without lines");
        }
    }

    /** The sum of all lines. */
    public Vnd total() {
        return new Vnd(lines.stream().map(Line::amount).mapToLong(Vnd::amount).reduce(0, Math::addExact));
    }

    /**
     * One amount.
     *
     * @param code of the fee or charge; null when the raiser gave none
     */
    public record Line(ChargeKind kind, @Nullable String code, String name, Vnd amount) {}

    /**
     * Who owes. All of it is personal data.
     *
     * @param identityNumber CCCD, passport or tax code
     * @param district as the platform's own lists name it
     * @param province as the platform's own lists name it
     */
    public record Payer(
            String name,
            @Nullable String identityNumber,
            @Nullable String address,
            @Nullable String district,
            @Nullable String province) {

        /** Names nobody. */
        @Override
        public String toString() {
            return "Payer[***]";
        }
    }
}
