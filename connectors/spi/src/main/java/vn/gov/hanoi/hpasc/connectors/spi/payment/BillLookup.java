package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.time.Instant;
import java.util.List;

/** A gateway that asks the other way round what a dossier owes ({@code dptracuuthanhtoanhs} of the national portal). */
public interface BillLookup {

    /** Which dossier is asked about. */
    Question readQuestion(RawCallback request);

    /** The reply in the gateway's own words. */
    CallbackAnswer answerQuestion(Reply reply);

    /** What was asked. */
    sealed interface Question {

        /**
         * A dossier.
         *
         * @param dossierCode as the portal wrote it, not normalised
         */
        record Asked(String dossierCode) implements Question {}

        record Unreadable(String reason) implements Question {}
    }

    /** What there is to pay. */
    sealed interface Reply {

        /**
         * Money is due.
         *
         * @param bills what for, one for each payee and payer; never empty
         * @param at goes into the look-up codes of the bills
         */
        record Due(List<Bill> bills, Instant at) implements Reply {

            public Due {
                bills = List.copyOf(bills);
                if (bills.isEmpty()) {
                    throw new IllegalArgumentException("money is due and there is no bill");
                }
            }
        }

        /** Nothing was ever due, or all of it is paid. */
        record NothingDue() implements Reply {}

        record UnknownDossier() implements Reply {}
    }
}
