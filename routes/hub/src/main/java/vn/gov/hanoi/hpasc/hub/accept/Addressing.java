package vn.gov.hanoi.hpasc.hub.accept;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.dossier.DossierState;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.line.DeliveryState;
import vn.gov.hanoi.hpasc.hub.line.ParkedTable.Correctable;
import vn.gov.hanoi.hpasc.hub.routing.DossierFacts;
import vn.gov.hanoi.hpasc.hub.routing.RoutingTable;

/** Decides who gets a message, and whose place it takes. Touches no database. */
final class Addressing {

    private final RoutingTable routing;
    private final Agencies agencies;

    Addressing(RoutingTable routing, Agencies agencies) {
        this.routing = routing;
        this.agencies = agencies;
    }

    /** The refused deliveries a correction may take the place of; null when the message corrects nothing. */
    @Nullable
    List<Correctable> placesToTake(DossierMessage message, DossierState dossier, Workspace workspace) {
        UUID corrected = message.corrects();
        if (corrected == null) {
            return null;
        }
        if (dossier.isNew()) {
            return List.of();
        }
        return workspace.correctable.getOrDefault(corrected, List.of()).stream()
                .filter(place -> place.line().dossierId() == dossier.id())
                .filter(place -> !workspace.corrected.contains(place.deliveryId()))
                .toList();
    }

    /** Makes the deliveries of a message that has been taken. */
    void route(
            UUID exchangeId,
            DossierMessage message,
            DossierState dossier,
            @Nullable List<Correctable> places,
            Workspace workspace) {
        DossierFacts facts = Objects.requireNonNull(dossier.facts());
        for (String destination :
                routing.destinations(message.type(), facts, message.source().agency())) {
            Correctable parked = places == null
                    ? null
                    : places.stream()
                            .filter(place -> place.line().destination().equals(destination)
                                    && place.state() == DeliveryState.PARKED)
                            .findFirst()
                            .orElse(null);
            if (message.type() == MessageType.WITHDRAWN && passesParked(destination)) {
                workspace.withdrawals.add(new Workspace.Withdrawal(dossier, destination));
            }
            workspace.outgoing.add(new Outgoing(exchangeId, dossier, destination, parked));
        }
        if (places != null) {
            places.forEach(place -> workspace.corrected.add(place.deliveryId()));
        }
    }

    private boolean passesParked(String destination) {
        return agencies.byDestination(destination)
                .map(Agency::withdrawnPassesParked)
                .orElse(false);
    }
}
