package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.Received;

/** G5: a refused message parks one dossier at one destination, until somebody ends it. */
@ExtendWith(OnTheBench.class)
class ParkingIT {

    private static final String LAND = Department.LAND.destination();
    private static final Behaviour NO = new Behaviour.Refuse(422, "Thửa đất không có trong cơ sở dữ liệu");

    private final Bench bench;
    private final City city;
    private final AgencyClient core;
    private final AgencyClient ward;

    ParkingIT(Bench bench) {
        this.bench = bench;
        this.city = bench.city();
        this.core = bench.agency(Dossier.CORE);
        this.ward = bench.agency(Dossier.WARD);
    }

    /** A dossier whose submission the land office has refused, and that exchange. */
    private record Refused(Dossier dossier, UUID exchangeId, UUID deliveryId) {}

    private Refused refused(Department department) {
        Dossier dossier = Dossier.of(department);
        refuses(department.destination(), dossier);
        UUID exchange = core.send(dossier.submitted()).exchange();
        Database.Row parked = parked(exchange, department.destination(), dossier);
        assertThat(parked.code()).isEqualTo("HUB-600");
        return new Refused(dossier, exchange, parked.deliveryId());
    }

    private void refuses(String destination, Dossier dossier) {
        city.at(destination).script().alwaysFor(dossier.code(), NO);
    }

    /** Waits until a delivery is parked; from then on its destination takes the dossier's messages. */
    private Database.Row parked(UUID exchange, String destination, Dossier dossier) {
        Database.Row parked = bench.delivery(exchange, destination, "parked");
        city.at(destination).script().alwaysFor(dossier.code(), new Behaviour.Accept());
        return parked;
    }

    @Test
    void parksOneDossierAtOneDestinationOnly() {
        Dossier refused = Dossier.of(Department.LAND);
        refuses(LAND, refused);

        UUID first = ward.send(refused.submittedBy(Dossier.WARD)).exchange();
        parked(first, LAND, refused);
        UUID later = ward.send(refused.supplementedBy(Dossier.WARD)).exchange();
        Dossier other = Dossier.of(Department.LAND);
        core.send(other.submitted());

        Bench.eventually(() -> {
            assertThat(city.sequencesAt(City.CORE, refused)).containsExactly(1L, 2L);
            assertThat(city.sequencesAt(LAND, other)).containsExactly(1L);
        });
        assertThat(city.sequencesAt(LAND, refused)).isEmpty();
        assertThat(bench.database().states(first)).containsEntry(LAND, "parked").containsEntry(City.CORE, "delivered");
        assertThat(bench.database().states(later))
                .containsEntry(LAND, "waiting")
                .containsEntry(City.CORE, "delivered");
    }

    @Test
    void showsWhyLaterMessagesOfTheDossierWait() {
        Refused refused = refused(Department.LAND);
        UUID later = core.send(refused.dossier().supplemented()).exchange();

        JsonNode waiting = core.exchange(later).path("deliveries").get(0);
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("reason").asText()).isNotBlank();
        assertThat(core.exchange(refused.exchangeId()).path("state").asText()).isEqualTo("parked");
        JsonNode seen = parked(refused);
        assertThat(seen.path("behind").asLong()).isEqualTo(1);
        assertThat(seen.path("code").asText()).isEqualTo("HUB-600");
        assertThat(seen.path("reason").asText()).contains("Thửa đất không có trong cơ sở dữ liệu");
    }

    private JsonNode parked(Refused refused) {
        for (JsonNode row : bench.hub().admin().parked(LAND)) {
            if (row.path("deliveryId").asText().equals(refused.deliveryId().toString())) {
                return row;
            }
        }
        throw new AssertionError(refused.deliveryId() + " is not among the parked");
    }

    @Test
    void tellsASenderThatTakesMessagesOverRest() {
        Refused refused = refused(Department.LAND);

        tells(City.CORE, refused.dossier(), MessageType.DELIVERY_PARKED, refused.exchangeId(), "HUB-600");
    }

    @ParameterizedTest
    @EnumSource(Department.class)
    void tellsEachDepartmentOverItsOwnTransport(Department department) {
        Dossier dossier = Dossier.of(department);
        core.send(dossier.submitted());
        refuses(City.CORE, dossier);

        UUID refused = bench.agency(department.agency())
                .send(dossier.progressed(DossierStatus.ACCEPTED))
                .exchange();

        parked(refused, City.CORE, dossier);
        tells(department.destination(), dossier, MessageType.DELIVERY_PARKED, refused, "HUB-600");
    }

    private void tells(String destination, Dossier dossier, MessageType type, UUID about, String code) {
        Bench.eventually(() -> {
            List<Received> told = city.at(destination, dossier, type);
            assertThat(told).hasSize(1);
            assertThat(told.getFirst().arrival().text()).contains(about.toString(), code);
        });
    }

    @Test
    void endsWithACorrectionInTheSamePlace() {
        Refused refused = refused(Department.LAND);
        UUID later = core.send(refused.dossier().supplemented()).exchange();

        UUID correction =
                core.send(refused.dossier().corrected(refused.exchangeId())).exchange();

        Bench.eventually(
                () -> assertThat(city.exchangesAt(LAND, refused.dossier())).containsExactly(correction, later));
        assertThat(city.sequencesAt(LAND, refused.dossier())).containsExactly(1L, 2L);
        assertThat(bench.database().states(refused.exchangeId())).containsEntry(LAND, "refused");
        assertThat(core.send(Wire.REST, refused.dossier().corrected(refused.exchangeId()))
                        .code())
                .as("a second correction")
                .isEqualTo("HUB-404");
    }

    @Test
    void endsWithAReleaseByAnOperator() {
        Refused refused = refused(Department.LAND);
        UUID later = core.send(refused.dossier().supplemented()).exchange();

        assertThat(bench.hub().admin().release(refused.deliveryId().toString(), "đã nạp lại dữ liệu thửa đất"))
                .isEqualTo(204);

        Bench.eventually(() ->
                assertThat(city.exchangesAt(LAND, refused.dossier())).containsExactly(refused.exchangeId(), later));
        assertThat(city.at(LAND)
                        .intake()
                        .calls(city.at(LAND)
                                .intake()
                                .of(refused.dossier().code())
                                .getFirst()
                                .key()))
                .as("attempts with the one key")
                .isGreaterThanOrEqualTo(2);
        assertThat(bench.hub().admin().release(refused.deliveryId().toString(), "lần nữa"))
                .as("a release of what is not parked")
                .isEqualTo(409);
    }

    @Test
    void endsWithARefusalByAnOperatorAndTheSenderIsTold() {
        Refused refused = refused(Department.LAND);
        UUID later = core.send(refused.dossier().supplemented()).exchange();

        assertThat(bench.hub().admin().refuse(refused.deliveryId().toString(), "hồ sơ trùng"))
                .isEqualTo(204);

        tells(City.CORE, refused.dossier(), MessageType.DELIVERY_REFUSED, refused.exchangeId(), "HUB-631");
        Bench.eventually(
                () -> assertThat(city.exchangesAt(LAND, refused.dossier())).containsExactly(later));
        assertThat(bench.database().states(refused.exchangeId())).containsEntry(LAND, "refused");
    }

    @Test
    void letsAWithdrawalPassWhereThatIsConfigured() {
        Refused refused = refused(Department.LAND);
        UUID between = core.send(refused.dossier().supplemented()).exchange();

        UUID withdrawn = core.send(refused.dossier().withdrawn()).exchange();

        Bench.eventually(
                () -> assertThat(city.exchangesAt(LAND, refused.dossier())).containsExactly(withdrawn));
        assertThat(bench.database().states(refused.exchangeId())).containsEntry(LAND, "cancelled");
        assertThat(bench.database().states(between)).containsEntry(LAND, "cancelled");
    }

    @Test
    void letsAWithdrawalWaitWhereNothingIsConfigured() {
        Refused refused = refused(Department.CONSTRUCTION);

        UUID withdrawn = core.send(refused.dossier().withdrawn()).exchange();

        assertThat(bench.database().states(withdrawn)).containsEntry(Department.CONSTRUCTION.destination(), "waiting");
    }

    @Test
    void parksWhatFailsAloneWhileOthersGetThrough() {
        Dossier poisoned = Dossier.of(Department.LAND);
        city.at(Department.LAND).script().alwaysFor(poisoned.code(), new Behaviour.Status(500, null));
        UUID exchange = core.send(poisoned.submitted()).exchange();

        Bench.eventually(() -> {
            Dossier healthy = Dossier.of(Department.LAND);
            UUID other = core.send(healthy.submitted()).exchange();
            bench.delivery(other, LAND, "delivered");
            Database.Row delivery = bench.database().delivery(exchange, LAND);
            assertThat(delivery.state()).isEqualTo("parked");
            assertThat(delivery.code()).isEqualTo("HUB-630");
            assertThat(delivery.attempts()).isGreaterThanOrEqualTo(5);
        });
        assertThat(city.sequencesAt(LAND, poisoned)).isEmpty();
        tells(City.CORE, poisoned, MessageType.DELIVERY_PARKED, exchange, "HUB-630");
    }
}
