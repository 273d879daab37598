package vn.gov.hanoi.hpasc.hub.tax;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Payee;

/** What a row says of money, read exactly. Amounts are whole đồng. */
public sealed interface TaxFact {

    /** Of the notice that it is about. */
    String number();

    long amount();

    /** What makes it the same fact within its dossier, whatever else it says. */
    String naturalKey();

    /** All that it says, in one spelling: facts with the same text are the same. */
    String content();

    /**
     * Somebody owes a tax.
     *
     * @param number of the decision (SO_QUYET_DINH)
     * @param name of the tax (TEN_TIEUMUC)
     * @param payer his tax code, which since July 2025 may be a citizen's number: personal data
     */
    record Notice(
            String number,
            String name,
            long amount,
            LocalDate decidedOn,
            @Nullable String payer,
            @Nullable Instant dueAt,
            @Nullable Payee payee)
            implements TaxFact {

        @Override
        public String naturalKey() {
            return number;
        }

        @Override
        public String content() {
            return joined(
                    number,
                    plain(name),
                    Long.toString(amount),
                    decidedOn,
                    payer,
                    dueAt,
                    payee == null ? "" : payee.account());
        }

        /** Names no payer. */
        @Override
        public String toString() {
            return "Notice[" + number + ", " + amount + "]";
        }
    }

    /**
     * Somebody paid a tax, or tried to.
     *
     * @param number of the notice (MaThongBaoThue)
     * @param status TrangThaiThanhToan
     * @param file UrlFileChungTu, never fetched here
     */
    record Voucher(
            String number,
            long amount,
            Instant paidAt,
            String status,
            @Nullable String file) implements TaxFact {

        private static final String PAID = "1";

        public boolean paid() {
            return status.equals(PAID);
        }

        @Override
        public String naturalKey() {
            return number + "@" + paidAt;
        }

        /** Without the link, which may be another at each call. */
        @Override
        public String content() {
            return joined(number, Long.toString(amount), paidAt, status);
        }
    }

    private static String joined(@Nullable Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part == null ? "" : part).append('\n');
        }
        return text.toString();
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
