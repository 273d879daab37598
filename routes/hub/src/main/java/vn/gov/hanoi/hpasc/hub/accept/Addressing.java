package vn.gov.hanoi.hpasc.hub.accept;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.AgencySource;
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

    /** Whether {@code sender} may correct: it sent what was refused, or is trusted with the messages of whoever did. */
    boolean mayCorrect(Agency sender, List<Correctable> places) {
        return places.stream()
                .map(place -> AgencySource.of(place.source()).agency())
                .map(code -> agencies.byCode(code).map(Agency::code).orElse(code))
                .allMatch(code ->
                        code.equals(sender.code()) || sender.grants().corrects().contains(code));
    }

    /**
     * A message that has been taken.
     *
     * @param mark what it got when it went on after it was held; null when it was not
     */
    record Sent(
            UUID exchangeId,
            DossierMessage message,
            @Nullable String mark) {}

    /** Makes the deliveries of a message; a correction goes where routing says and, in any case, where it is owed. */
    void route(Sent sent, DossierState dossier, @Nullable List<Correctable> places, Workspace workspace) {
        DossierFacts facts = Objects.requireNonNull(dossier.facts());
        DossierMessage message = sent.message();
        workspace.named(message, dossier);
        List<Correctable> owed = places == null ? List.of() : places;
        Set<String> destinations = new LinkedHashSet<>(
                routing.destinations(message.type(), facts, message.source().agency()));
        owed.forEach(place -> destinations.add(place.line().destination()));
        for (String destination : destinations) {
            if (message.type() == MessageType.WITHDRAWN && passesParked(destination)) {
                workspace.withdrawals.add(new Workspace.Withdrawal(dossier, destination, workspace.outgoing.size()));
            }
            workspace.outgoing.add(
                    new Outgoing(sent.exchangeId(), dossier, destination, sent.mark(), parkedAt(destination, owed)));
        }
        owed.forEach(place -> workspace.corrected.add(place.deliveryId()));
    }

    private static @Nullable Correctable parkedAt(String destination, List<Correctable> owed) {
        return owed.stream()
                .filter(place -> place.line().destination().equals(destination))
                .filter(place -> place.state() == DeliveryState.PARKED)
                .findFirst()
                .orElse(null);
    }

    private boolean passesParked(String destination) {
        return agencies.byDestination(destination)
                .map(Agency::withdrawnPassesParked)
                .orElse(false);
    }
}
