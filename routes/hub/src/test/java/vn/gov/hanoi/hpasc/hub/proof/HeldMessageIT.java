package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/** A message about a dossier nobody has registered waits for it, for a day. */
@ExtendWith(OnTheBench.class)
class HeldMessageIT {

    private static final Duration A_DAY = Duration.ofHours(24);

    private final Bench bench;
    private final City city;
    private final AgencyClient core;
    private final AgencyClient ward;
    private final AgencyClient land;

    HeldMessageIT(Bench bench) {
        this.bench = bench;
        this.city = bench.city();
        this.core = bench.agency(Dossier.CORE);
        this.ward = bench.agency(Dossier.WARD);
        this.land = bench.agency(Department.LAND.agency());
    }

    private UUID held(DossierMessage message) {
        Answer receipt = land.send(message);
        assertThat(receipt.mark()).isEqualTo("held");
        assertThat(receipt.deliveries()).isEmpty();
        return receipt.exchange();
    }

    @Test
    void goesOnInOrderWhenItsDossierIsRegistered() {
        Dossier dossier = Dossier.of(Department.LAND);
        UUID accepted = held(dossier.progressed(DossierStatus.ACCEPTED));
        UUID inProcess = held(dossier.progressed(DossierStatus.IN_PROCESS));
        assertThat(land.exchange(accepted).path("state").asText()).isEqualTo("held");
        assertThat(land.exchange(accepted).path("deadline").asText()).isNotBlank();

        UUID submitted = ward.send(dossier.submittedBy(Dossier.WARD)).exchange();

        Bench.eventually(
                () -> assertThat(city.exchangesAt(City.CORE, dossier)).containsExactly(submitted, accepted, inProcess));
        assertThat(city.sequencesAt(City.CORE, dossier)).containsExactly(1L, 2L, 3L);
        assertThat(core.dossier(dossier.code()).path("status").asInt()).isEqualTo(4);
    }

    @Test
    void goesOnWhenItsDossierTurnsOutToHaveThatOtherCode() {
        Dossier dossier = Dossier.of(Department.LAND);
        String alias = "SBN-" + dossier.code();
        DossierMessage underAlias = dossier.about()
                .about(alias)
                .from(Department.LAND.agency())
                .progressed(DossierStatus.ACCEPTED)
                .build();
        UUID held = held(underAlias);

        UUID submitted = core.send(dossier.submittedAlsoKnownAs(alias)).exchange();

        bench.delivery(held, City.CORE, "delivered");
        bench.delivery(submitted, Department.LAND.destination(), "delivered");
        assertThat(core.dossier(alias).path("code").asText()).isEqualTo(dossier.code());
        assertThat(core.dossier(alias).path("status").asInt()).isEqualTo(2);
    }

    @Test
    void repeatsItsReceiptWhileItWaitsAndAfter() {
        Dossier dossier = Dossier.of(Department.LAND);
        DossierMessage message = dossier.progressed(DossierStatus.ACCEPTED);
        Answer first = land.send(message);
        assertThat(land.send(message).offTheWire()).isEqualTo(first.asRepeat());

        core.send(dossier.submitted());
        bench.delivery(first.exchange(), City.CORE, "delivered");

        assertThat(land.send(message).offTheWire()).isEqualTo(first.asRepeat());
    }

    @Test
    void isRefusedAfterADayAndItsSenderIsTold() {
        Dossier dossier = Dossier.of(Department.LAND);
        UUID held = held(dossier.progressed(DossierStatus.ACCEPTED));
        bench.clock().forward(A_DAY.minusMinutes(10));
        assertThat(land.exchange(held).path("state").asText()).isEqualTo("held");

        bench.clock().forward(Duration.ofMinutes(11));

        Bench.eventually(() -> {
            var told = city.at(Department.LAND.destination(), dossier, MessageType.DELIVERY_REFUSED);
            assertThat(told).hasSize(1);
            assertThat(told.getFirst().arrival().text()).contains(held.toString(), "HUB-303");
        });
        assertThat(land.exchange(held).path("state").asText()).isEqualTo("done");
        assertThat(bench.database().states(held)).isEmpty();

        core.send(dossier.submitted());
        assertThat(core.dossier(dossier.code()).path("status").asInt())
                .as("what was refused has no effect")
                .isEqualTo(1);
    }
}
