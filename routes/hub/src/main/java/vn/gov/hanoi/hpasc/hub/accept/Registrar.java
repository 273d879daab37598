package vn.gov.hanoi.hpasc.hub.accept;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState.Registration;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.ProcedureRule;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.UnknownProcedure;

/** Decides who handles a dossier, and by what other codes it goes. */
final class Registrar {

    private final RoutingTable routing;
    private final Agencies agencies;

    Registrar(RoutingTable routing, Agencies agencies) {
        this.routing = routing;
        this.agencies = agencies;
    }

    /** Whether a dossier can be registered. */
    sealed interface Outcome {
        record Yes(Registration registration) implements Outcome {}

        record No(Problem problem) implements Outcome {}
    }

    Outcome registration(Submitted submitted) {
        Optional<ProcedureRule> rule = routing.procedure(submitted.procedure().code());
        if (rule.isEmpty()) {
            return routing.unknownProcedure() == UnknownProcedure.PARK
                    ? yes(submitted, null, null)
                    : new Outcome.No(Problem.at(
                            ErrorCode.UNKNOWN_PROCEDURE,
                            "/data/procedure/code",
                            "is not in the routing table",
                            submitted.procedure().code().value()));
        }
        AgencyCode wished = submitted.handlingAgency();
        if (wished == null) {
            return yes(submitted, rule.get(), rule.get().handlingAgencies().getFirst());
        }
        AgencyCode handling = agencies.byCode(wished).map(Agency::code).orElse(wished);
        return rule.get().allows(handling)
                ? yes(submitted, rule.get(), handling)
                : new Outcome.No(Problem.at(
                        ErrorCode.WRONG_HANDLING_AGENCY,
                        "/data/handlingAgency",
                        "is not an agency that handles this procedure",
                        rule.get().handlingAgencies().toString()));
    }

    /** What the message does not say of the procedure, the routing table does. */
    private static Outcome yes(Submitted submitted, @Nullable ProcedureRule rule, @Nullable AgencyCode handling) {
        String said = submitted.procedure().name();
        return new Outcome.Yes(new Registration(
                submitted.procedure().code(),
                said == null && rule != null ? rule.vietnameseName() : said,
                handling,
                submitted.receivingBranch(),
                submitted.submittedAt(),
                submitted.dueAt()));
    }

    /**
     * Adds what else the dossier is called.
     *
     * @return why not: an alias belongs to another dossier; null when all were added
     */
    @Nullable
    Problem addAliases(@Nullable List<Alias> aliases, DossierState dossier, Workspace workspace) {
        if (aliases == null) {
            return null;
        }
        for (int i = 0; i < aliases.size(); i++) {
            DossierState other = workspace.dossierOrNull(aliases.get(i).code());
            if (other != null && other != dossier && (other.registered() || other.mergedInto() != null)) {
                return Problem.at(
                        ErrorCode.ALIAS_TAKEN,
                        "/data/aliases/" + i + "/code",
                        "belongs to dossier " + other.code(),
                        aliases.get(i).code());
            }
        }
        for (Alias alias : aliases) {
            add(alias, dossier, workspace);
        }
        return null;
    }

    private static void add(Alias alias, DossierState dossier, Workspace workspace) {
        DossierState other = workspace.dossierOrNull(alias.code());
        if (other == dossier || other != null && dossier.code().equals(other.mergedInto())) {
            return; // its own code, or known already
        }
        dossier.alsoKnownAs(alias);
        workspace.touched.add(dossier);
        if (other != null && other.messages() > 0) {
            // messages came under this code before it was known to be an alias: they go on as this dossier's
            other.mergeInto(dossier);
            workspace.touched.add(other);
        } else {
            workspace.dossiers.put(alias.code(), dossier);
        }
    }
}
