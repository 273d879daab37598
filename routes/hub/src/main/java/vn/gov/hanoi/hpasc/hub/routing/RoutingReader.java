package vn.gov.hanoi.hpasc.hub.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.configuration.Entry;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.routing.ConfiguredRouting.StandingParticipants;
import vn.gov.hanoi.hpasc.hub.routing.RoutingRule.Recipient;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.ProcedureRule;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.Reopening;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable.UnknownProcedure;

/** Makes the routing table out of {@code routing.yaml} and holds it against the agencies. */
final class RoutingReader {

    private final Entry root;
    private final Agencies agencies;
    private final Set<String> withoutRoles;
    private final Findings findings = new Findings();
    /** Who stands behind a name in a rule; nobody behind a role that is not enabled. */
    private final Map<String, Optional<Recipient>> byName = new HashMap<>();
    /** Destinations of roles that no agency has: an error once a rule sends there. */
    private final Map<String, Entry> unmanned = new HashMap<>();

    private RoutingReader(Entry root, Agencies agencies, Set<String> withoutRoles) {
        this.root = root;
        this.agencies = agencies;
        this.withoutRoles = withoutRoles;
    }

    /** @throws vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration naming all that is wrong */
    static RoutingTable read(Entry root, Agencies agencies) {
        return read(root, agencies, Set.of());
    }

    /**
     * As above.
     *
     * @param withoutRoles roles that stand for nobody, whatever the file says
     */
    static RoutingTable read(Entry root, Agencies agencies, Set<String> withoutRoles) {
        return new RoutingReader(root, agencies, withoutRoles).table();
    }

    private RoutingTable table() {
        roles();
        Map<ProcedureCode, ProcedureRule> procedures = procedures();
        Map<MessageType, List<RoutingRule>> rules = rules(procedures);
        Set<Reopening> reopenings = reopenings();
        List<StandingParticipants> participants = participants(procedures);
        findings.throwIfAny();
        UnknownProcedure unknown =
                root.at("unknownProcedure").text().equals("park") ? UnknownProcedure.PARK : UnknownProcedure.REFUSE;
        return new ConfiguredRouting(agencies, unknown, rules, reopenings, procedures, roles(procedures), participants);
    }

    /** Whoever has a role keeps its rights where the role is switched off: only nothing is delivered to it. */
    private ConfiguredRouting.Roles roles(Map<ProcedureCode, ProcedureRule> procedures) {
        Map<String, AgencyCode> holders = new HashMap<>();
        Map<String, AgencyCode> byRecipient = new HashMap<>();
        agencies.all().forEach(agency -> byRecipient.put(agency.destination().name(), agency.code()));
        Entry roles = root.at("roles");
        for (String role : roles.keys()) {
            agencies.byDestination(roles.at(role).at("destination").text()).ifPresent(agency -> {
                holders.put(role, agency.code());
                byRecipient.put(role, agency.code());
            });
        }
        Map<AgencyCode, Set<String>> sectors = new HashMap<>();
        for (Entry rule : root.items("rules")) {
            Set<String> of = rule.find("sectors").isEmpty()
                    ? sectorsOf(procedures)
                    : rule.items("sectors").stream().map(Entry::text).collect(Collectors.toSet());
            for (Entry to : rule.items("to")) {
                AgencyCode agency = byRecipient.get(to.text());
                if (agency != null) {
                    sectors.computeIfAbsent(agency, none -> new HashSet<>()).addAll(of);
                }
            }
        }
        return new ConfiguredRouting.Roles(Set.copyOf(roles.keys()), Map.copyOf(holders), Map.copyOf(sectors));
    }

    private List<StandingParticipants> participants(Map<ProcedureCode, ProcedureRule> known) {
        List<StandingParticipants> all = new ArrayList<>();
        for (Entry entry : root.items("participants")) {
            Set<ProcedureCode> procedures = new HashSet<>();
            for (Entry code : entry.items("procedures")) {
                if (!known.containsKey(new ProcedureCode(code.text()))) {
                    findings.add(code.finding("the procedure " + code.text() + " is not in the table"));
                }
                procedures.add(new ProcedureCode(code.text()));
            }
            all.add(new StandingParticipants(
                    Set.copyOf(codes(entry, "agencies")), Set.copyOf(procedures), sectors(entry, sectorsOf(known))));
        }
        return all;
    }

    private static Set<String> sectorsOf(Map<ProcedureCode, ProcedureRule> procedures) {
        return procedures.values().stream().map(ProcedureRule::sector).collect(Collectors.toSet());
    }

    /** The sectors that {@code entry} names. */
    private Set<String> sectors(Entry entry, Set<String> known) {
        for (Entry sector : entry.items("sectors")) {
            if (!known.contains(sector.text())) {
                findings.add(sector.finding("no procedure is of the sector " + sector.text()));
            }
        }
        return entry.items("sectors").stream().map(Entry::text).collect(Collectors.toUnmodifiableSet());
    }

    private void roles() {
        agencies.all().forEach(agency -> name(agency.destination().name()));
        byName.put("handlingAgency", Optional.of(new Recipient.HandlingAgency()));
        byName.put("receivingBranch", Optional.of(new Recipient.ReceivingBranch()));
        byName.put("participants", Optional.of(new Recipient.Participants()));
        Entry roles = root.at("roles");
        for (String role : roles.keys()) {
            Entry destination = roles.at(role).at("destination");
            boolean enabled = roles.at(role).find("enabled").map(Entry::truth).orElse(true);
            if (byName.containsKey(role)) {
                findings.add(roles.at(role).finding("the role " + role + " is also the name of a destination"));
            } else if (!enabled || withoutRoles.contains(role)) {
                byName.put(role, Optional.empty());
            } else {
                byName.put(role, Optional.of(new Recipient.Named(destination.text())));
                if (agencies.byDestination(destination.text()).isEmpty()) {
                    unmanned.put(role, destination);
                }
            }
        }
    }

    private void name(String destination) {
        byName.put(destination, Optional.of(new Recipient.Named(destination)));
    }

    private Map<MessageType, List<RoutingRule>> rules(Map<ProcedureCode, ProcedureRule> procedures) {
        Set<String> sectors = sectorsOf(procedures);
        Map<MessageType, List<RoutingRule>> rules = new EnumMap<>(MessageType.class);
        for (Entry entry : root.items("rules")) {
            RoutingRule rule = rule(entry, sectors);
            for (Entry type : entry.items("types")) {
                MessageType.fromWhat(type.text())
                        .ifPresent(known -> rules.computeIfAbsent(known, none -> new ArrayList<>())
                                .add(rule));
            }
        }
        for (MessageType type : EnumSet.allOf(MessageType.class)) {
            boolean covered = rules.getOrDefault(type, List.of()).stream().anyMatch(RoutingRule::unconditional);
            if (!type.fromHubOnly() && !covered) {
                findings.add(
                        root.at("rules").finding("no rule without conditions says who must know of " + type.what()));
            }
        }
        return rules;
    }

    private RoutingRule rule(Entry entry, Set<String> sectors) {
        Set<DossierStatus> statuses = EnumSet.noneOf(DossierStatus.class);
        entry.items("statuses").forEach(status -> statuses.add(DossierStatus.of(status.number())));
        List<Recipient> recipients = new ArrayList<>();
        for (Entry to : entry.items("to")) {
            Optional<Recipient> recipient = byName.get(to.text());
            if (recipient == null) {
                findings.add(to.finding("neither a role nor a destination: " + to.text()));
            } else {
                recipient.ifPresent(recipients::add);
                Entry missing = unmanned.remove(to.text());
                if (missing != null) {
                    findings.add(missing.finding("no agency has the destination " + missing.text()));
                }
            }
        }
        return new RoutingRule(Set.copyOf(statuses), sectors(entry, sectors), List.copyOf(recipients));
    }

    private Set<Reopening> reopenings() {
        Set<Reopening> reopenings = new HashSet<>();
        for (Entry entry : root.items("reopenings")) {
            DossierStatus from = DossierStatus.of(entry.at("from").number());
            DossierStatus to = DossierStatus.of(entry.at("to").number());
            if (from == to) {
                findings.add(entry.finding("a dossier cannot be reopened from a status to the same"));
            }
            if (!reopenings.add(new Reopening(from, to))) {
                findings.add(entry.finding(
                        "the reopening from " + from.number() + " to " + to.number() + " is there twice"));
            }
        }
        return reopenings;
    }

    private Map<ProcedureCode, ProcedureRule> procedures() {
        Map<ProcedureCode, ProcedureRule> procedures = new LinkedHashMap<>();
        Map<ProcedureCode, Entry> first = new HashMap<>();
        for (Entry entry : root.items("procedures")) {
            ProcedureCode code = new ProcedureCode(entry.at("code").text());
            Entry before = first.putIfAbsent(code, entry.at("code"));
            if (before != null) {
                findings.add(entry.at("code").finding("the procedure " + code + " is used twice, first at " + before));
            }
            procedures.put(
                    code,
                    new ProcedureRule(
                            code,
                            entry.at("name").text(),
                            entry.at("sector").text(),
                            codes(entry, "handlingAgencies")));
        }
        return procedures;
    }

    /** The agencies that {@code owner} names under {@code key}: known ones, or units below a known one. */
    private List<AgencyCode> codes(Entry owner, String key) {
        List<AgencyCode> codes = new ArrayList<>();
        for (Entry entry : owner.items(key)) {
            AgencyCode written = new AgencyCode(entry.text());
            AgencyCode code = agencies.byCode(written).map(Agency::code).orElse(written);
            if (agencies.nearest(code).isEmpty()) {
                findings.add(entry.finding("neither " + code + " nor an agency above it is in agencies.yaml"));
            }
            if (codes.contains(code)) {
                findings.add(entry.finding("the agency " + code + " is there twice"));
            }
            codes.add(code);
        }
        return List.copyOf(codes);
    }
}
