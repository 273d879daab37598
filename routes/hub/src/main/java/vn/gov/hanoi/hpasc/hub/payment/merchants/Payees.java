package vn.gov.hanoi.hpasc.hub.payment.merchants;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Payee;

/**
 * The accounts that the money of agencies goes to, as payments.yaml lists them. A message never brings an account of its
 * own: the tax office's may name one of those on its list, all others name none.
 */
public final class Payees {

    private final List<Listed> listed;
    private final Optional<AgencyCode> taxOffice;

    /** @param taxOffice the agency whose notices name an account; empty when there is none */
    public Payees(List<Listed> listed, Optional<AgencyCode> taxOffice) {
        this.listed = List.copyOf(listed);
        this.taxOffice = taxOffice;
    }

    /** An account of an agency. */
    public record Listed(AgencyCode agency, Payee payee) {}

    /** Where the money of an obligation goes. */
    public sealed interface Account {

        /** To this account. */
        record Configured(Payee payee) implements Account {}

        /** The notice names an account that is not on the list of the tax office. */
        record NotListed() implements Account {}

        /** Configuration names no account, or several and nothing says which. */
        record Unknown() implements Account {}
    }

    /**
     * The account for what {@code collector} raised.
     *
     * @param named the account that its message names; null when it names none
     * @param merchant the contract by which it is paid
     */
    public Account account(AgencyCode collector, @Nullable Payee named, Merchant merchant) {
        List<Payee> own = nearest(collector);
        if (tax(collector)) {
            if (named != null) {
                return onTheList(own, named)
                        .<Account>map(Account.Configured::new)
                        .orElseGet(Account.NotListed::new);
            }
            if (own.size() > 1) {
                return new Account.Unknown();
            }
        }
        return own.stream()
                .findFirst()
                .or(() -> ofContract(merchant))
                .<Account>map(Account.Configured::new)
                .orElseGet(Account.Unknown::new);
    }

    /** Whether {@code raiser} is the tax office, and {@code named} none of its accounts. */
    public boolean notListed(AgencyCode raiser, Payee named) {
        return tax(raiser) && onTheList(nearest(raiser), named).isEmpty();
    }

    private boolean tax(AgencyCode agency) {
        return taxOffice.filter(agency::equals).isPresent();
    }

    /** Name and bank are those of the list: with another bank's code it is another account. */
    private static Optional<Payee> onTheList(List<Payee> own, Payee named) {
        return own.stream()
                .filter(payee -> payee.account().equals(named.account().strip()))
                .filter(payee -> named.bankCode() == null || named.bankCode().equals(payee.bankCode()))
                .findFirst();
    }

    private List<Payee> nearest(AgencyCode agency) {
        String above = agency.value();
        while (true) {
            String code = above;
            List<Payee> own = listed.stream()
                    .filter(entry -> entry.agency().value().equals(code))
                    .map(Listed::payee)
                    .toList();
            int dot = above.lastIndexOf('.');
            if (!own.isEmpty() || dot < 0) {
                return own;
            }
            above = above.substring(0, dot);
        }
    }

    private static Optional<Payee> ofContract(Merchant merchant) {
        return merchant.setting("payee-account")
                .flatMap(account -> merchant.setting("payee-name")
                        .map(name -> new Payee(
                                account, merchant.setting("payee-bank").orElse(null), name)));
    }
}
