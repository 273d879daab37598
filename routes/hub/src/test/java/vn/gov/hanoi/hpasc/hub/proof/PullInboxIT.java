package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/** Deliveries for an agency that fetches: lent for 60 seconds, in order, under one key until their end. */
@ExtendWith(OnTheBench.class)
class PullInboxIT {

    private static final String INVESTMENT = Department.INVESTMENT.destination();
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int ALL = 100;

    private final Bench bench;
    private final AgencyClient core;
    private final AgencyClient investment;

    PullInboxIT(Bench bench) {
        this.bench = bench;
        this.core = bench.agency(Dossier.CORE);
        this.investment = bench.agency(Department.INVESTMENT.agency());
    }

    @BeforeEach
    void fetchByHandFromAnEmptyInbox() {
        bench.city().at(INVESTMENT).goDown();
        bench.clock().forward(LEASE.plusSeconds(1));
        List<JsonNode> left = investment.lease(ALL);
        while (!left.isEmpty()) {
            left.forEach(leased -> investment.taken(id(leased), "cũ"));
            left = investment.lease(ALL);
        }
    }

    private static String id(JsonNode leased) {
        return leased.path("deliveryId").asText();
    }

    private UUID submit(Dossier dossier) {
        return core.send(dossier.submitted()).exchange();
    }

    private List<UUID> leasedKeys() {
        return investment.lease(ALL).stream()
                .map(leased -> UUID.fromString(leased.path("exchangeId").asText()))
                .toList();
    }

    @Test
    void lendsOnlyTheHeadOfEachLine() {
        Dossier one = Dossier.of(Department.INVESTMENT);
        Dossier other = Dossier.of(Department.INVESTMENT);
        UUID first = submit(one);
        UUID second = core.send(one.supplemented()).exchange();
        UUID only = submit(other);

        List<JsonNode> heads = investment.lease(ALL);

        assertThat(heads)
                .extracting(head -> UUID.fromString(head.path("exchangeId").asText()))
                .containsExactly(first, only);
        assertThat(heads.getFirst().path("message").path("subject").asText()).isEqualTo(one.code());
        assertThat(leasedKeys()).as("while those are lent").isEmpty();
        assertThat(investment.taken(id(heads.getFirst()), "TC-1")).isEqualTo(204);
        assertThat(leasedKeys()).as("the next of the line").containsExactly(second);
    }

    @Test
    void lendsATurnOfEachSenderWhateverWaitsOfTheOthers() {
        for (int i = 0; i < 12; i++) {
            submit(Dossier.of(Department.INVESTMENT));
        }
        AgencyClient ward = bench.agency(Dossier.WARD);
        List<UUID> ofTheWard = List.of(
                ward.send(Dossier.of(Department.INVESTMENT).submittedBy(Dossier.WARD))
                        .exchange(),
                ward.send(Dossier.of(Department.INVESTMENT).submittedBy(Dossier.WARD))
                        .exchange());

        List<UUID> lent = investment.lease(4).stream()
                .map(leased -> UUID.fromString(leased.path("exchangeId").asText()))
                .toList();

        assertThat(lent).hasSize(4).containsAll(ofTheWard);
    }

    @Test
    void offersAnExpiredLeaseAgainWithTheSameKey() {
        UUID exchange = submit(Dossier.of(Department.INVESTMENT));
        JsonNode first = investment.lease(ALL).getFirst();
        Instant until = Instant.parse(first.path("leasedUntil").asText());
        assertThat(until)
                .isBetween(
                        bench.clock().instant().plusSeconds(30),
                        bench.clock().instant().plus(LEASE));

        bench.clock().forward(LEASE.minusSeconds(30));
        assertThat(investment.lease(ALL)).as("half a minute later").isEmpty();
        bench.clock().forward(Duration.ofSeconds(31));
        JsonNode again = investment.lease(ALL).getFirst();

        assertThat(again.path("exchangeId").asText()).isEqualTo(exchange.toString());
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(again.path("sequence")).isEqualTo(first.path("sequence"));
        assertThat(investment.taken(id(again), "TC-2")).isEqualTo(204);
        assertThat(bench.database().delivery(exchange, INVESTMENT).state()).isEqualTo("delivered");
    }

    @Test
    void takesTheSameOutcomeTwiceAndNoOther() {
        submit(Dossier.of(Department.INVESTMENT));
        String delivery = id(investment.lease(ALL).getFirst());

        assertThat(investment.taken(delivery, "TC-3")).isEqualTo(204);
        assertThat(investment.taken(delivery, "TC-3")).as("again").isEqualTo(204);
        assertThat(investment.refused(delivery, "nhầm")).as("another").isEqualTo(409);
    }

    @Test
    void takesAnOutcomeFromNobodyElse() {
        submit(Dossier.of(Department.INVESTMENT));
        String delivery = id(investment.lease(ALL).getFirst());

        assertThat(bench.agency(Dossier.WARD).taken(delivery, "TC-4")).isEqualTo(404);
        assertThat(investment.taken(delivery, "TC-4")).isEqualTo(204);
    }

    @Test
    void parksWhatTheAgencyRefuses() {
        Dossier dossier = Dossier.of(Department.INVESTMENT);
        UUID exchange = submit(dossier);
        UUID later = core.send(dossier.supplemented()).exchange();
        String delivery = id(investment.lease(ALL).getFirst());

        assertThat(investment.refused(delivery, "Hồ sơ không thuộc thẩm quyền")).isEqualTo(204);

        assertThat(bench.database().delivery(exchange, INVESTMENT).state()).isEqualTo("parked");
        assertThat(bench.database().delivery(later, INVESTMENT).state()).isEqualTo("waiting");
        assertThat(investment.lease(ALL)).isEmpty();
        Bench.eventually(() -> assertThat(bench.city().at(City.CORE, dossier, MessageType.DELIVERY_PARKED))
                .hasSize(1));
    }
}
