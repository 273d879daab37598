package vn.gov.hanoi.hpasc.hub.authority;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.ProcedureCode;
import vn.gov.hanoi.hpasc.hub.authority.AuthorityTable.Permit;
import vn.gov.hanoi.hpasc.hub.configuration.Entry;
import vn.gov.hanoi.hpasc.hub.configuration.Findings;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** Reads the authority table from {@code authority.yaml} and checks it against the routing table. */
final class AuthorityReader {

    private final RoutingTable routing;
    private final Findings findings = new Findings();

    private AuthorityReader(RoutingTable routing) {
        this.routing = routing;
    }

    /** @throws vn.gov.hanoi.hpasc.hub.configuration.InvalidConfiguration naming all that is wrong */
    static AuthorityTable read(Entry root, RoutingTable routing) {
        AuthorityReader reader = new AuthorityReader(routing);
        Map<MessageType, List<Permit>> general = reader.permits(root.at("messages"));
        for (MessageType type : MessageType.values()) {
            if (!type.fromHubOnly() && !general.containsKey(type)) {
                reader.findings.add(root.at("messages").finding("no line says who may send " + type.what()));
            }
        }
        AuthorityTable table = new AuthorityTable(general, reader.procedures(root));
        reader.findings.throwIfAny();
        return table;
    }

    private Map<ProcedureCode, Map<MessageType, List<Permit>>> procedures(Entry root) {
        Map<ProcedureCode, Map<MessageType, List<Permit>>> byProcedure = new HashMap<>();
        for (Entry entry : root.items("procedures")) {
            ProcedureCode code = new ProcedureCode(entry.at("code").text());
            if (routing.procedure(code).isEmpty()) {
                findings.add(entry.at("code").finding("the procedure " + code + " is not in routing.yaml"));
            }
            if (byProcedure.put(code, permits(entry.at("messages"))) != null) {
                findings.add(entry.at("code").finding("the procedure " + code + " is there twice"));
            }
        }
        return Map.copyOf(byProcedure);
    }

    private Map<MessageType, List<Permit>> permits(Entry messages) {
        Map<MessageType, List<Permit>> permits = new EnumMap<>(MessageType.class);
        for (String what : messages.keys()) {
            Optional<MessageType> type = MessageType.fromWhat(what);
            type.ifPresent(known -> permits.put(known, permits(messages, what)));
        }
        return permits;
    }

    private List<Permit> permits(Entry messages, String what) {
        List<Permit> permits = new ArrayList<>();
        for (Entry item : messages.items(what)) {
            Entry name = item.find("relation").orElse(item);
            Set<DossierStatus> statuses = EnumSet.noneOf(DossierStatus.class);
            item.items("statuses").forEach(status -> statuses.add(DossierStatus.of(status.number())));
            if (!statuses.isEmpty() && !what.equals(MessageType.PROGRESSED.what())) {
                findings.add(item.finding("only progressed says a status"));
            }
            Relation.of(name.text()).ifPresent(relation -> permits.add(new Permit(relation, Set.copyOf(statuses))));
        }
        return List.copyOf(permits);
    }
}
