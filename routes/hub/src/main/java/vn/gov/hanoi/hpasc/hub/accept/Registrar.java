package vn.gov.hanoi.hpasc.hub.accept;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierCode;
import vn.gov.hanoi.hpasc.dossier.Submitted;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityPolicy;
import vn.gov.hanoi.hpasc.hub.authority.DossierParties;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState.Registration;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.ProcedureRule;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.UnknownProcedure;

/** Decides who may register a dossier, who handles it, and by what other codes it goes. Touches no database. */
final class Registrar {

    private final RoutingTable routing;
    private final Agencies agencies;
    private final AuthorityPolicy authority;

    Registrar(RoutingTable routing, Agencies agencies, AuthorityPolicy authority) {
        this.routing = routing;
        this.agencies = agencies;
        this.authority = authority;
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
     * Why {@code sender} may not register the dossier: its code is another issuer's, or the sender has no part in it.
     *
     * @param code the dossier's
     * @return null when it may
     */
    @Nullable
    Problem refusal(Entry entry, String code, Registration as) {
        Candidate candidate = entry.candidate();
        if (!candidate.codeGiven() && !authority.issuesCode(candidate.sender(), code)) {
            return Problem.at(ErrorCode.NOT_YOURS, "/subject", "is not a dossier code that the agency issues");
        }
        DossierParties parties = new DossierParties(
                code, Set.of(), null, as.receivingBranch(), as.handlingAgency(), Set.of(), as.procedure());
        return authority.allows(candidate.sender(), candidate.message(), parties)
                ? null
                : Problem.at(
                        ErrorCode.NOT_YOURS,
                        "/data/receivingBranch",
                        "neither this branch nor the handling agency is the agency's own");
    }

    /**
     * Adds what else the dossier is called.
     *
     * @return why not: the alias is not the sender's to give, or belongs to another dossier; null when all were added
     */
    @Nullable
    Problem addAliases(@Nullable List<Alias> aliases, Agency sender, DossierState dossier, Workspace workspace) {
        if (aliases == null) {
            return null;
        }
        for (int i = 0; i < aliases.size(); i++) {
            Problem problem = check(aliases.get(i), "/data/aliases/" + i, sender, dossier, workspace);
            if (problem != null) {
                return problem;
            }
        }
        aliases.stream()
                .filter(alias -> !knownAs(alias, dossier, workspace))
                .forEach(alias -> workspace.alsoKnownAs(dossier, alias));
        return null;
    }

    private @Nullable Problem check(
            Alias alias, String pointer, Agency sender, DossierState dossier, Workspace workspace) {
        if (!authority.issuesAliasesOf(sender, alias.system())) {
            return Problem.at(
                    ErrorCode.NOT_YOURS,
                    pointer + "/system",
                    "is not a system whose codes the agency gives out: " + alias.system());
        }
        String name = DossierCode.oneNotation(alias.code());
        if (name.equals(dossier.code())) {
            return null;
        }
        // a text with the shape of a dossier code would be taken for one
        if (isDossierCode(name) && !authority.issuesCode(sender, name)) {
            return Problem.at(ErrorCode.NOT_YOURS, pointer + "/code", "is not a dossier code that the agency issues");
        }
        DossierState other = workspace.dossierOrNull(name);
        boolean taken = other != null && other.registered()
                || workspace.aliased(name).stream()
                        .anyMatch(named -> named.system().equals(alias.system()) && named.dossier() != dossier);
        return taken
                ? Problem.at(ErrorCode.ALIAS_TAKEN, pointer + "/code", "belongs to another dossier", alias.code())
                : null;
    }

    /** Whether it is the dossier's own code as we write it, or an alias that it has. */
    private static boolean knownAs(Alias alias, DossierState dossier, Workspace workspace) {
        String name = DossierCode.oneNotation(alias.code());
        // in another notation it tells how that system writes the code, and is what that system must be told
        return alias.code().equals(dossier.code())
                || workspace.aliased(name).stream()
                        .anyMatch(named -> named.system().equals(alias.system()) && named.dossier() == dossier);
    }

    private static boolean isDossierCode(String text) {
        try {
            return !new DossierCode(text).value().isEmpty();
        } catch (IllegalArgumentException anotherShape) {
            return false;
        }
    }
}
