package vn.gov.hanoi.hpasc.simulators.tax;

/**
 * One notice of a file, with its fields as text: so that a wrong one can be written too.
 *
 * @param dossier MA_HSO
 * @param payer MA_SO_THUE
 * @param number SO_QUYET_DINH
 * @param date NGAY_QUYET_DINH, dd-MM-yyyy
 * @param name TEN_TIEUMUC
 * @param amount SO_TIEN
 */
public record TaxNotice(String dossier, String payer, String number, String date, String name, String amount) {

    /** A notice in order, of registration fee (lệ phí trước bạ). */
    public static TaxNotice of(String dossier, String number, long amount) {
        return new TaxNotice(
                dossier, "8012345678", number, "20-11-2026", "Lệ phí trước bạ nhà đất", Long.toString(amount));
    }

    public TaxNotice by(String taxCode) {
        return new TaxNotice(dossier, taxCode, number, date, name, amount);
    }

    public TaxNotice named(String tax) {
        return new TaxNotice(dossier, payer, number, date, tax, amount);
    }

    public TaxNotice dated(String text) {
        return new TaxNotice(dossier, payer, number, text, name, amount);
    }

    public TaxNotice asking(String text) {
        return new TaxNotice(dossier, payer, number, date, name, text);
    }

    public TaxNotice about(String otherDossier) {
        return new TaxNotice(otherDossier, payer, number, date, name, amount);
    }

    /** Names no payer. */
    @Override
    public String toString() {
        return "TaxNotice[" + number + " of " + dossier + "]";
    }
}
