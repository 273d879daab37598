package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.ObligationView;

/**
 * What a call's meaning may depend on.
 *
 * @param code ours
 * @param status null for a dossier that nobody registered
 * @param obligations what it owes or owed
 */
record LandDossier(String code, @Nullable DossierStatus status, List<ObligationView> obligations) {

    static LandDossier of(DossierView view) {
        Integer number = view.status();
        return new LandDossier(
                view.code(),
                number == null ? null : DossierStatus.of(number),
                view.dues() == null ? List.of() : view.dues().obligations());
    }

    static LandDossier unknown(String code) {
        return new LandDossier(code, null, List.of());
    }

    /** What was raised under the number of a notice, and is not taken back. */
    Optional<ObligationView> noticed(String number) {
        return obligations.stream()
                .filter(owed -> number.equals(owed.notice()) || number.equals(owed.obligationId()))
                .filter(owed -> !owed.state().equals("revoked"))
                .findFirst();
    }

    /** Whether it waits for money. */
    boolean owes() {
        return obligations.stream()
                .anyMatch(owed -> owed.origin().equals("raised")
                        && (owed.state().equals("open") || owed.state().equals("part-paid")));
    }
}
