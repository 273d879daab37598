package vn.gov.hanoi.hpasc.hub.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.connectors.testkit.MessageBuilder.aMessage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.Alias;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.dossier.Progressed;
import vn.gov.hanoi.hpasc.hub.accept.AcceptNode;
import vn.gov.hanoi.hpasc.hub.authority.ShippedAuthority;
import vn.gov.hanoi.hpasc.hub.authority.Viewer;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.ExchangeView;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.TimelineView;
import vn.gov.hanoi.hpasc.hub.health.DestinationHealth;
import vn.gov.hanoi.hpasc.hub.health.HealthProperties;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.routing.ShippedRouting;
import vn.gov.hanoi.hpasc.hub.storage.SharedPostgres;

/** What a dossier's timeline and its count say of messages that came by several nodes and under several names. */
class TimelineIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);
    private static final Officer OFFICER = new Officer("Trần Quốc Bảo", "Chuyên viên", "Phòng Đăng ký đất đai");

    private static AcceptNode node;
    /** Its clock is three hours behind. */
    private static AcceptNode behind;

    private static DossierQueries queries;

    @BeforeAll
    static void start() {
        String url = SharedPostgres.migrated();
        node = AcceptNode.on(url, CLOCK);
        behind = AcceptNode.on(url, Clock.offset(CLOCK, Duration.ofHours(-3)));
        queries = new JdbcDossierQueries(
                node.transactions,
                City.agencies(),
                new DestinationHealth(
                        City.destinations(),
                        new HealthProperties(Duration.ofMillis(100), Duration.ofMillis(500), 10),
                        CLOCK,
                        new SimpleMeterRegistry()),
                CLOCK);
    }

    @AfterAll
    static void stop() {
        node.close();
        behind.close();
    }

    private static TimelineView timeline(String dossier) {
        Viewer land = ShippedAuthority.among(City.agencies(), ShippedRouting.among(City.agencies()))
                .viewer(City.agencies().byCode(new AgencyCode("H26.13")).orElseThrow());
        return queries.timeline(dossier, land).orElseThrow();
    }

    private static List<UUID> exchanges(TimelineView timeline) {
        return timeline.messages().stream().map(ExchangeView::exchangeId).toList();
    }

    private static UUID accepted(AcceptNode at, DossierMessage message) {
        return at.receipt(message).exchangeId();
    }

    private static DossierMessage progressed(String dossier, DossierStatus status) {
        return aMessage().about(dossier).from("H26.13").progressed(status).build();
    }

    @Test
    void isInTheOrderOfAcceptanceWhateverTheClocksOfTheNodesSay() {
        DossierMessage submission = aMessage().build();
        String dossier = submission.subject();

        List<UUID> accepted = List.of(
                accepted(node, submission),
                accepted(behind, progressed(dossier, DossierStatus.ACCEPTED)),
                accepted(node, progressed(dossier, DossierStatus.IN_PROCESS)),
                accepted(behind, progressed(dossier, DossierStatus.IN_PROCESS)));

        assertThat(exchanges(timeline(dossier))).isEqualTo(accepted);
    }

    @Test
    void countsWhatCameUnderAnAliasBeforeItWasKnownToBeOne() {
        String alias = "SBN-" + UUID.randomUUID();
        UUID early = accepted(node, progressed(alias, DossierStatus.IN_PROCESS));
        UUID earlyToo = accepted(node, progressed(alias, DossierStatus.IN_PROCESS));
        DossierMessage submission = aMessage().build();
        UUID registered = accepted(node, submission);
        UUID naming = accepted(
                node,
                aMessage()
                        .about(submission.subject())
                        .from("H26.13")
                        .with(
                                MessageType.PROGRESSED,
                                new Progressed(
                                        DossierStatus.ACCEPTED,
                                        OFFICER,
                                        null,
                                        null,
                                        null,
                                        List.of(new Alias("land-registry", alias))))
                        .build());

        TimelineView timeline = timeline(submission.subject());

        assertThat(exchanges(timeline)).containsExactlyInAnyOrder(early, earlyToo, registered, naming);
        assertThat(timeline.dossier().messages()).isEqualTo(4);
    }
}
