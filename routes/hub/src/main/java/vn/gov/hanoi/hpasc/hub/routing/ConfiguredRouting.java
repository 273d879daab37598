package vn.gov.hanoi.hpasc.hub.routing;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Map<MessageType, List<RoutingRule>> rules;
    private final Set<Reopening> reopenings;
    private final Map<ProcedureCode, ProcedureRule> procedures;
    private final Roles roles;
    private final List<StandingParticipants> participants;

    /**
     * The roles.
     *
     * @param named all of them
     * @param holders who has which
     * @param sectors of whose dossiers rules send messages to an agency
     */
    record Roles(Set<String> named, Map<String, AgencyCode> holders, Map<AgencyCode, Set<String>> sectors) {}

    /** Agencies that take part in every dossier of some procedures or sectors. */
    record StandingParticipants(Set<AgencyCode> agencies, Set<ProcedureCode> procedures, Set<String> sectors) {

        boolean holds(ProcedureCode procedure, @Nullable String sector) {
            return procedures.contains(procedure) || sector != null && sectors.contains(sector);
        }
    }

    ConfiguredRouting(
            Agencies agencies,
            UnknownProcedure unknownProcedure,
            Map<MessageType, List<RoutingRule>> rules,
            Set<Reopening> reopenings,
            Map<ProcedureCode, ProcedureRule> procedures,
            Roles roles,
            List<StandingParticipants> participants) {
        this.agencies = agencies;
        this.unknownProcedure = unknownProcedure;
        this.rules = Map.copyOf(rules);
        this.reopenings = Set.copyOf(reopenings);
        this.procedures = Map.copyOf(procedures);
        this.roles = roles;
        this.participants = List.copyOf(participants);
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
                rule.recipients().forEach(who -> names.addAll(destinationsOf(who, dossier)));
            }
        }
        destinationOf(sender).ifPresent(names::remove);
        return List.copyOf(names);
    }

    @Override
    public Set<Reopening> reopenings() {
        return reopenings;
    }

    @Override
    public Optional<AgencyCode> agencyOf(String role) {
        return Optional.ofNullable(roles.holders().get(role));
    }

    @Override
    public boolean names(String role) {
        return roles.named().contains(role);
    }

    @Override
    public Set<String> sectorsSentTo(AgencyCode agency) {
        return roles.sectors().getOrDefault(agency, Set.of());
    }

    @Override
    public Set<AgencyCode> participants(ProcedureCode procedure) {
        String sector = procedure(procedure).map(ProcedureRule::sector).orElse(null);
        return participants.stream()
                .filter(standing -> standing.holds(procedure.procedure(), sector))
                .flatMap(standing -> standing.agencies().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Collection<String> destinationsOf(Recipient recipient, DossierFacts dossier) {
        return switch (recipient) {
            case Recipient.HandlingAgency() -> destinationsOf(Set.of(dossier.handlingAgency()));
            case Recipient.ReceivingBranch() -> destinationsOf(Set.of(dossier.receivingBranch()));
            case Recipient.Participants() -> {
                Set<AgencyCode> all = new HashSet<>(dossier.participants());
                all.addAll(participants(dossier.procedure()));
                yield destinationsOf(all);
            }
            case Recipient.Named(String destination) -> List.of(destination);
        };
    }

    private List<String> destinationsOf(Set<AgencyCode> agencies) {
        return agencies.stream()
                .flatMap(agency -> destinationOf(agency).stream())
                .toList();
    }

    private Optional<String> destinationOf(AgencyCode agency) {
        return agencies.nearest(agency).map(known -> known.destination().name());
    }
}
