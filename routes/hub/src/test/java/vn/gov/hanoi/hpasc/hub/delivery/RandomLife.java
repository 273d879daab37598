package vn.gov.hanoi.hpasc.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.DossierBuilder.aDossier;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aSubmission;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.hub.identity.City;

/** Whatever can happen to messages and deliveries, in an order that a seed decides. */
final class RandomLife {

    private static final List<String> QUEUED = List.of("hpasc-core", "land-office");

    private final DeliveryNode node;
    private final Random random;
    private final List<DossierMessage> submissions = new ArrayList<>();

    RandomLife(DeliveryNode node, Random random) {
        this.node = node;
        this.random = random;
    }

    void step() throws SQLException {
        switch (random.nextInt(12)) {
            case 0, 1 -> submit();
            case 2, 3 -> progress();
            case 4 -> some("in-flight").ifPresent(node::park);
            case 5, 6 -> some("in-flight").ifPresent(node::deliver);
            case 7 -> some("in-flight").ifPresent(it -> node.later(it, Instant.EPOCH, random.nextBoolean()));
            case 8 -> node.takeDue(QUEUED.get(random.nextInt(2)), 1 + random.nextInt(3));
            case 9 -> some("parked").ifPresent(this::correct);
            case 10 -> some("parked").ifPresent(this::operate);
            default -> withdrawOrFetch();
        }
    }

    private void submit() {
        DossierMessage submission = random.nextInt(4) == 0
                ? aSubmission(aDossier().procedure("1.009645", "Đầu tư").handledBy("H26.04"))
                        .build()
                : aMessage().build();
        submissions.add(submission);
        node.accept.accept(submission);
    }

    private Optional<String> someDossier() {
        return submissions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        submissions.get(random.nextInt(submissions.size())).subject());
    }

    private void progress() {
        someDossier()
                .ifPresent(dossier -> node.accept.accept(aMessage()
                        .about(dossier)
                        .from("H26.13")
                        .progressed(DossierStatus.of(2 + 2 * random.nextInt(2)))
                        .build()));
    }

    private void withdrawOrFetch() {
        if (random.nextBoolean()) {
            someDossier()
                    .ifPresent(dossier -> node.accept.accept(
                            aMessage().about(dossier).withdrawn().build()));
        } else {
            fetch(random.nextBoolean());
        }
    }

    private void fetch(boolean accepted) {
        node.inbox
                .lease(City.FINANCE.agency(), 1 + random.nextInt(3))
                .forEach(leased -> assertThat(node.inbox.report(
                                City.FINANCE.agency(),
                                leased.delivery().deliveryId(),
                                new Inbox.Report(accepted, null, accepted ? null : "no")))
                        .isEmpty());
    }

    private void correct(UUID parked) {
        var delivery = node.load(parked).delivery();
        node.accept.accept(aSubmission(aDossier())
                .about(delivery.dossierCode())
                .correcting(delivery.exchangeId())
                .build());
    }

    private void operate(UUID parked) {
        assertThat(
                        random.nextBoolean()
                                ? node.parked.release(parked, "operator", "try")
                                : node.parked.refuse(parked, "operator", "no"))
                .isEmpty();
    }

    private Optional<UUID> some(String state) {
        return node
                .rows
                .column(
                        UUID.class,
                        "select delivery_id from delivery where state = ? and leased_until is null"
                                + " order by created_at, delivery_id offset ? limit 1",
                        state,
                        random.nextInt(3))
                .stream()
                .findFirst();
    }

    /** The window counts exactly what is in flight. */
    void assertPlaces() {
        for (String destination : QUEUED) {
            assertThat((long) node.accept.outbox.taken(destination))
                    .as("places of %s", destination)
                    .isEqualTo(node.rows.count(
                            "select count(*) from delivery where destination = ? and state = 'in-flight'",
                            destination));
        }
    }

    /** Lets everything come to its end. */
    void drain() throws SQLException {
        for (int round = 0; round < 1_000; round++) {
            List<UUID> parked = node.rows.column(UUID.class, "select delivery_id from delivery where state = 'parked'");
            parked.forEach(it -> node.parked.refuse(it, "operator", "no"));
            fetch(true);
            for (String destination : QUEUED) {
                node.takeDue(destination, 100);
            }
            List<UUID> flying = node.rows.column(
                    UUID.class, "select delivery_id from delivery where state = 'in-flight' and leased_until is null");
            flying.forEach(node::deliver);
            if (node.rows.count("select count(*) from delivery where finished_at is null") == 0) {
                return;
            }
        }
    }
}
