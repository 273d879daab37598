package vn.gov.hanoi.hpasc.hub.accept;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.authority.Relation;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierTable.Aliased;
import vn.gov.hanoi.hpasc.hub.identity.Agency;

/** Resolves which dossier a sender means, and its standing towards it, among what a transaction has read. No database. */
final class Standing {

    private final AuthorityPolicy authority;

    Standing(AuthorityPolicy authority) {
        this.authority = authority;
    }

    /**
     * The registered dossier that {@code name} means when {@code sender} says it: the one of that code, else the one that has
     * it as an alias in a system of the sender's, else the only one with that alias that the sender has a relation to.
     *
     * @return null when there is none, or several
     */
    @Nullable
    DossierState registered(String name, Agency sender, Workspace workspace) {
        DossierState own = workspace.dossierOrNull(name);
        if (own != null && own.registered()) {
            return own;
        }
        List<Aliased> aliased = workspace.aliased(name);
        DossierState inOwnSystem = only(aliased.stream()
                .filter(alias -> authority.issuesAliasesOf(sender, alias.system()))
                .map(Aliased::dossier)
                .toList());
        return inOwnSystem != null
                ? inOwnSystem
                : only(aliased.stream()
                        .map(Aliased::dossier)
                        .filter(dossier -> related(sender, dossier, workspace))
                        .toList());
    }

    private static @Nullable DossierState only(List<DossierState> dossiers) {
        List<DossierState> distinct = dossiers.stream().distinct().toList();
        return distinct.size() == 1 ? distinct.getFirst() : null;
    }

    boolean related(Agency sender, DossierState dossier, Workspace workspace) {
        return !relations(sender, dossier, workspace).isEmpty();
    }

    private Set<Relation> relations(Agency sender, DossierState dossier, Workspace workspace) {
        return authority.relations(sender, dossier.parties(workspace.aliasSystems(dossier)));
    }

    boolean allows(Agency sender, DossierMessage message, DossierState dossier, Workspace workspace) {
        return authority.allows(sender, message, dossier.parties(workspace.aliasSystems(dossier)));
    }

    /** Whether the handling agency says {@code message}, or whoever acts for it: it alone may ask others to take part. */
    boolean handles(Agency sender, DossierState dossier, Workspace workspace) {
        return relations(sender, dossier, workspace).contains(Relation.HANDLING);
    }
}
