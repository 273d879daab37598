package vn.gov.hanoi.hpasc.hub.authority;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.dossier.Progressed;

/**
 * The authority table, as {@code authority.yaml} says it: for each type of message the relations that may send it.
 *
 * @param general for every procedure
 * @param byProcedure types that are laid down otherwise for one procedure
 */
record AuthorityTable(
        Map<MessageType, List<Permit>> general, Map<ProcedureCode, Map<MessageType, List<Permit>>> byProcedure) {

    /**
     * One relation that may send a type of message.
     *
     * @param statuses of {@code progressed} that it may report; empty for all
     */
    record Permit(Relation relation, Set<DossierStatus> statuses) {

        boolean covers(DossierMessage message) {
            return statuses.isEmpty()
                    || message.data() instanceof Progressed progressed && statuses.contains(progressed.status());
        }
    }

    boolean allows(DossierMessage message, Set<Relation> relations, @Nullable ProcedureCode procedure) {
        return permits(message.type(), procedure).stream()
                .anyMatch(permit -> relations.contains(permit.relation()) && permit.covers(message));
    }

    boolean allows(MessageType type, Set<Relation> relations, @Nullable ProcedureCode procedure) {
        return permits(type, procedure).stream()
                .anyMatch(permit -> permit.statuses().isEmpty() && relations.contains(permit.relation()));
    }

    private List<Permit> permits(MessageType type, @Nullable ProcedureCode procedure) {
        List<Permit> usual = general.getOrDefault(type, List.of());
        return procedure == null
                ? usual
                : byProcedure.getOrDefault(procedure.procedure(), Map.of()).getOrDefault(type, usual);
    }
}
