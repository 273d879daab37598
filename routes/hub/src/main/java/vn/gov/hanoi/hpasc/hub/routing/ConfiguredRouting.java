package vn.gov.hanoi.hpasc.hub.routing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.routing.RoutingRule.Recipient;

/** The table as {@link RoutingReader} read it. Immutable, so that the answer depends on the question alone. */
final class ConfiguredRouting implements RoutingTable {

    private final Agencies agencies;
    private final UnknownProcedure unknownProcedure;
    private final Map<String, AgencyCode> roles;
    private final Map<MessageType, List<RoutingRule>> rules;
    private final Set<Reopening> reopenings;
    private final Map<ProcedureCode, ProcedureRule> procedures;

    ConfiguredRouting(
            Agencies agencies,
            UnknownProcedure unknownProcedure,
            Map<String, AgencyCode> roles,
            Map<MessageType, List<RoutingRule>> rules,
            Set<Reopening> reopenings,
            Map<ProcedureCode, ProcedureRule> procedures) {
        this.agencies = agencies;
        this.unknownProcedure = unknownProcedure;
        this.roles = Map.copyOf(roles);
        this.rules = Map.copyOf(rules);
        this.reopenings = Set.copyOf(reopenings);
        this.procedures = Map.copyOf(procedures);
    }

    @Override
    public Optional<ProcedureRule> procedure(ProcedureCode procedure) {
        return Optional.ofNullable(procedures.get(procedure.procedure()));
    }

    @Override
    public Collection<ProcedureRule> procedures() {
        return procedures.values();
    }

    @Override
    public UnknownProcedure unknownProcedure() {
        return unknownProcedure;
    }

    @Override
    public List<String> destinations(MessageType type, DossierFacts dossier, AgencyCode sender) {
        DossierStatus status = dossier.status();
        String sector =
                procedure(dossier.procedure()).map(ProcedureRule::sector).orElse(null);
        SortedSet<String> names = new TreeSet<>();
        for (RoutingRule rule : rules.getOrDefault(type, List.of())) {
            if (rule.holds(status, sector)) {
                rule.recipients().forEach(who -> destinationOf(who, dossier).ifPresent(names::add));
            }
        }
        destinationOf(sender).ifPresent(names::remove);
        return List.copyOf(names);
    }

    @Override
    public Optional<AgencyCode> agencyOf(String role) {
        return Optional.ofNullable(roles.get(role));
    }

    @Override
    public Set<Reopening> reopenings() {
        return reopenings;
    }

    private Optional<String> destinationOf(Recipient recipient, DossierFacts dossier) {
        return switch (recipient) {
            case Recipient.HandlingAgency() -> destinationOf(dossier.handlingAgency());
            case Recipient.ReceivingBranch() -> destinationOf(dossier.receivingBranch());
            case Recipient.Named(String destination) -> Optional.of(destination);
        };
    }

    private Optional<String> destinationOf(AgencyCode agency) {
        return agencies.nearest(agency).map(known -> known.destination().name());
    }
}
