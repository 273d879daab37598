package vn.gov.hanoi.hpasc.hub.payment.obligation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.ObligationRaised;
import vn.gov.hanoi.hpasc.dossier.PaymentConfirmed;
import vn.gov.hanoi.hpasc.dossier.PaymentRefunded;
import vn.gov.hanoi.hpasc.dossier.Revoked;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation.Origin;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/**
 * Decides who may change, cancel and account for one obligation: it belongs to whoever raised it, and its books are kept by
 * the hub's own payments, by the raiser, and by the counter where the raiser's descriptor says so. Pure.
 *
 * <p>Who may send which type of message about a dossier at all is not decided here.
 */
public final class ObligationAuthority {

    private static final String COUNTER = "hpascCore";
    private static final String POINTER = "/data/obligationId";

    private final Agencies agencies;
    private final Optional<AgencyCode> counter;
    private final AgencyCode hub;

    /** @param hub the agency code under which the hub tells of its own payments */
    public ObligationAuthority(Agencies agencies, RoutingTable routing, AgencyCode hub) {
        this.agencies = agencies;
        this.counter = routing.agencyOf(COUNTER);
        this.hub = hub;
    }

    /**
     * Why {@code message} may not do to what is owed what it says; null when it may.
     *
     * @param handling the agency that decides the dossier
     */
    public @Nullable Problem refusal(DossierMessage message, Dues dues, AgencyCode handling) {
        AgencyCode sender = sender(message);
        return switch (message.data()) {
            case ObligationRaised raised ->
                dues.obligation(raised.obligationId())
                        .filter(known -> !same(known.raiser(), sender))
                        .filter(known -> known.origin() == Origin.RAISED || !speaksFor(handling, sender))
                        .map(known -> no("was raised by another agency", raised.obligationId()))
                        .orElse(null);
            case Revoked revoked ->
                dues.meant(revoked.obligationId(), sender)
                        .filter(known -> !mayRevoke(sender, known.raiser()))
                        .map(known -> no("was raised by another agency", revoked.obligationId()))
                        .orElse(null);
            case PaymentConfirmed paid -> books(paid.obligationId(), sender, dues);
            case PaymentRefunded back -> books(back.obligationId(), sender, dues);
            default -> null;
        };
    }

    /**
     * Whether the word of {@code message} that something is paid, or no longer asked for, ends a wait for it. What nobody
     * raised counts as the handling agency's: an agency that keeps nobody's books changes nothing by naming an unknown id.
     */
    public boolean endsWait(DossierMessage message, Dues dues, AgencyCode handling) {
        AgencyCode sender = sender(message);
        return switch (message.data()) {
            case PaymentConfirmed paid ->
                dues.obligation(paid.obligationId()).isPresent()
                        || speaksFor(handling, sender)
                        || keepsBooks(sender, handling);
            case Revoked revoked ->
                dues.meant(revoked.obligationId(), sender).isPresent()
                        || speaksFor(handling, sender)
                        || mayRevoke(sender, handling);
            default -> true;
        };
    }

    /** Whether {@code sender} is the agency {@code handling}, answers for it at the hub, or acts for it. */
    private boolean speaksFor(AgencyCode handling, AgencyCode sender) {
        return same(handling, sender)
                || agencies.nearest(handling)
                        .filter(nearest -> nearest.code().equals(sender))
                        .isPresent()
                || agencies.byCode(sender)
                        .filter(agency -> agency.ownership().actsFor().stream().anyMatch(code -> same(code, handling)))
                        .isPresent();
    }

    private @Nullable Problem books(String obligationId, AgencyCode sender, Dues dues) {
        return dues.obligation(obligationId)
                .filter(known -> !keepsBooks(sender, known.raiser()))
                .map(known -> no("is in the books of another agency", obligationId))
                .orElse(null);
    }

    /** Whether the word of {@code teller} about payments counts for what {@code raiser} raised. */
    public boolean keepsBooks(AgencyCode teller, AgencyCode raiser) {
        return same(teller, hub)
                || same(teller, raiser)
                || counter.filter(code -> same(teller, code)).isPresent()
                        && descriptor(raiser).filter(Agency.Payments::counter).isPresent();
    }

    /** Whether {@code teller} is the hub itself. */
    boolean hub(AgencyCode teller) {
        return same(teller, hub);
    }

    private boolean mayRevoke(AgencyCode sender, AgencyCode raiser) {
        return same(sender, raiser)
                || descriptor(raiser)
                        .filter(payments -> payments.revokedThrough().contains(own(sender)))
                        .isPresent();
    }

    private Optional<Agency.Payments> descriptor(AgencyCode agency) {
        return agencies.nearest(agency).map(Agency::payments);
    }

    /** In whose name {@code message} is said, by the agency's own code. */
    AgencyCode sender(DossierMessage message) {
        return own(message.source().agency());
    }

    private AgencyCode own(AgencyCode written) {
        return agencies.byCode(written).map(Agency::code).orElse(written);
    }

    private boolean same(AgencyCode one, AgencyCode other) {
        return own(one).equals(own(other));
    }

    private static Problem no(String why, String obligationId) {
        return Problem.at(ErrorCode.NOT_YOURS, POINTER, why, obligationId);
    }
}
