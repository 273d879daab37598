package vn.gov.hanoi.hpasc.connectors.spi.payment;

import java.time.Instant;

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
         * @param bill what for
         * @param at goes into the look-up code of the bill
         */
        record Due(Bill bill, Instant at) implements Reply {}

        /** Nothing was ever due, or all of it is paid. */
        record NothingDue() implements Reply {}

        record UnknownDossier() implements Reply {}
    }
}
