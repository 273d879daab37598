package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.connectors.spi.payment.BillLookup.Reply;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile.Payable;

/** Answers what a dossier owes, as bills, and opens a case for what no bill can be made of. */
public final class DueBills {

    private static final Logger LOG = LoggerFactory.getLogger(DueBills.class);
    private static final int LONGEST_CODE = 100;
    private static final Set<DossierStatus> OVER =
            EnumSet.of(DossierStatus.NOT_ACCEPTED, DossierStatus.WITHDRAWN, DossierStatus.STOPPED);

    private final Book book;
    private final Bills bills;
    private final PayeeAccounts accounts;
    private final Clock clock;
    private final DossierFile dossiers = new DossierFile();

    DueBills(Book book, Bills bills, PayeeAccounts accounts, Clock clock) {
        this.book = book;
        this.bills = bills;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What {@code gateway} is told of the dossier of this code or alias. */
    public Reply of(String code, String gateway) {
        if (code.isBlank() || code.length() > LONGEST_CODE || code.indexOf('\0') >= 0) {
            return new Reply.UnknownDossier();
        }
        Instant now = clock.instant();
        Optional<Payable> found = book.write(page -> {
            Optional<Payable> dossier = dossiers.find(page, code);
            dossier.ifPresent(payable -> accounts.report(page, payable, now));
            return dossier;
        });
        return found.filter(dossier -> dossier.status() != null)
                .map(dossier -> reply(dossier, gateway, now))
                .orElseGet(Reply.UnknownDossier::new);
    }

    private Reply reply(Payable dossier, String gateway, Instant now) {
        if (dossier.dues().due().isEmpty() || OVER.contains(dossier.status())) {
            return new Reply.NothingDue();
        }
        List<Bill> due = bills.ofAllDue(dossier, gateway);
        if (due.isEmpty()) {
            LOG.atWarn().addKeyValue("dossier", dossier.code()).log("callback.no-bill");
            return new Reply.UnknownDossier();
        }
        return new Reply.Due(due, now);
    }
}
