package vn.gov.hanoi.hpasc.hub.payment.order;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.cases.CaseKind;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases;
import vn.gov.hanoi.hpasc.hub.payment.cases.Cases.Finding;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Payees.Account;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation.Origin;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile.Payable;

/**
 * Decides by which contract, and to which account, an obligation is paid: those of the agency that raised it. Opens a case
 * where the tax office names an account that is not on its list.
 */
public final class PayeeAccounts {

    private final Merchants merchants;
    private final DossierFile dossiers = new DossierFile();

    PayeeAccounts(Merchants merchants) {
        this.merchants = merchants;
    }

    /** The contract at {@code gateway}; empty when nobody takes money there for whoever raised the obligation. */
    Optional<Contract> contract(String gateway, Payable dossier, Obligation owed) {
        AgencyCode collector = collector(dossier, owed);
        return collector == null ? Optional.empty() : merchants.forAgency(gateway, collector);
    }

    /** The account, when it is paid by the contract {@code merchant}. */
    Account account(Payable dossier, Obligation owed, Merchant merchant) {
        AgencyCode collector = collector(dossier, owed);
        return collector == null
                ? new Account.Unknown()
                : merchants.payees().account(collector, owed.payee(), merchant);
    }

    /** What is raised belongs to its raiser; a fee of the submission is that of whoever handles the dossier. */
    private @Nullable AgencyCode collector(Payable dossier, Obligation owed) {
        if (owed.origin() == Origin.RAISED) {
            return owed.raiser();
        }
        if (dossier.handlingAgency() != null) {
            return dossier.handlingAgency();
        }
        return dossier.receivingBranch() == null ? merchants.lookup().agency() : dossier.receivingBranch();
    }

    /** Whether a notice names an account that its office does not have. */
    boolean notListed(Payable dossier, Obligation owed, Merchant merchant) {
        return account(dossier, owed, merchant) instanceof Account.NotListed;
    }

    /** Opens a case, once, for each open obligation of a dossier whose notice names an account that is not on the list. */
    public void report(Page page, String dossierCode, Instant now) {
        dossiers.find(page, dossierCode).ifPresent(dossier -> report(page, dossier, now));
    }

    void report(Page page, Payable dossier, Instant now) {
        for (Obligation owed : dossier.dues().due()) {
            Payee named = owed.payee();
            if (named != null && merchants.payees().notListed(owed.raiser(), named)) {
                open(page, dossier, owed, named, now);
            }
        }
    }

    /** The account itself stands in the notice, and nowhere else: a case is read by many. */
    private static void open(Page page, Payable dossier, Obligation owed, Payee named, Instant now) {
        String account = named.account() + '|' + named.bankCode();
        Cases.open(
                page,
                new Finding(
                        CaseKind.PAYEE_NOT_LISTED,
                        CaseKind.PAYEE_NOT_LISTED.wire() + ":" + dossier.code() + ":" + owed.id() + ":"
                                + UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8)),
                        null,
                        null,
                        null,
                        dossier.code(),
                        owed.amount().amount(),
                        "the account that " + owed.raiser() + " names for " + owed.id()
                                + " is not on its list: no bill is made",
                        "ask the office; list the account in payments.yaml, or have the notice corrected"),
                now);
    }
}
