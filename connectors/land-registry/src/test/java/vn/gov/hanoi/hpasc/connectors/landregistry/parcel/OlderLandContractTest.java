package vn.gov.hanoi.hpasc.connectors.landregistry.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.LandRecord;
import vn.gov.hanoi.hpasc.connectors.spi.parcel.ParcelQuery;
import vn.gov.hanoi.hpasc.simulators.landsoap.OlderLandSystem;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

class OlderLandContractTest {

    private static final ParcelQuery PARCEL = new ParcelQuery.ByPlace("00004", "12", "345");

    private static OlderLandSystem land;
    private static OlderLandClient client;

    @BeforeAll
    static void start() {
        land = OlderLandSystem.start(0);
        client = client(land.endpoint());
    }

    @AfterAll
    static void stop() {
        client.close();
        land.close();
    }

    @AfterEach
    void mend() {
        land.script().clear();
        land.comeBack();
    }

    private static OlderLandClient client(@Nullable URI endpoint) {
        return new OlderLandClient(new OlderLandProperties(
                endpoint, Duration.ofSeconds(2), Duration.ofMillis(1500), "hub", "mat-khau-rieng"));
    }

    @Test
    void findsAParcelByItsPlaceAndByItsUnifiedId() throws Exception {
        LandRecord byPlace = client.parcel(PARCEL).orElseThrow();
        LandRecord byId =
                client.parcel(new ParcelQuery.ByUnifiedId("010004001200345")).orElseThrow();

        assertThat(byPlace).isEqualTo(byId);
        assertThat(byPlace.parcel().areaSquareMetres()).isEqualTo("86.5");
        assertThat(byPlace.registration()).isNull();
    }

    @Test
    void tellsWhatIsRegistered() throws Exception {
        LandRecord.BaUnit unit = client.registration(PARCEL).orElseThrow().registration();

        assertThat(unit).isNotNull();
        assertThat(unit.rights()).hasSize(2);
        assertThat(unit.restrictions()).singleElement().satisfies(mortgage -> {
            assertThat(mortgage.type()).isEqualTo("Thế chấp");
            assertThat(mortgage.from()).isEqualTo(LocalDate.of(2025, 7, 15));
        });
        assertThat(unit.responsibilities()).hasSize(1);
        assertThat(unit.sources())
                .singleElement()
                .satisfies(paper -> assertThat(paper.acceptance()).isEqualTo(LocalDate.of(2019, 2, 3)));
        assertThat(unit.toString()).doesNotContain("Nguyễn Văn An");
    }

    @Test
    void aDayThatIsNoneAndAnAreaThatIsAmbiguousAreLeftOut() throws Exception {
        LandRecord land = client.registration(new ParcelQuery.ByPlace("00166", "03A", "17"))
                .orElseThrow();

        assertThat(land.parcel().areaSquareMetres()).as("1.250,75").isNull();
        assertThat(land.registration())
                .isNotNull()
                .satisfies(unit -> assertThat(unit.sources().getFirst().acceptance())
                        .as("31/02/2020")
                        .isNull());
    }

    @Test
    void knowsNothingOfParcelsThatAreNotThereOrNotRegistered() throws Exception {
        assertThat(client.parcel(new ParcelQuery.ByPlace("00004", "12", "1"))).isEmpty();
        assertThat(client.registration(new ParcelQuery.ByPlace("00004", "12", "346")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status:500, SENSELESS_ANSWER",
        "status:502, DESTINATION_ERROR",
        "status:503, DESTINATION_BUSY",
        "status:401, DESTINATION_DENIED_US",
        "hang:4s, NO_ANSWER_IN_TIME",
        "garbage:html, SENSELESS_ANSWER",
        "garbage:json, SENSELESS_ANSWER",
        "garbage:xml, SENSELESS_ANSWER",
        "garbage:truncated, SENSELESS_ANSWER",
        "garbage:noise, SENSELESS_ANSWER",
        "garbage:endless, SENSELESS_ANSWER",
        "reset, SENSELESS_ANSWER",
        "refuse:422, DESTINATION_ERROR"
    })
    void whateverGoesWrongMeansThatItCannotBeAskedNow(String behaviour, ErrorCode code) {
        land.script().always(Behaviour.of(behaviour));

        assertUnavailable(client, code);
    }

    @Test
    void isNotReachedWhenItIsDownAndBackWhenItIsBack() throws Exception {
        land.goDown();
        assertUnavailable(client, ErrorCode.CONNECTION_REFUSED);
        land.comeBack();
        assertThat(client.parcel(PARCEL)).isPresent();
    }

    @Test
    void withoutAnEndpointThereIsNobodyToAsk() {
        try (OlderLandClient none = client(null)) {
            assertThat(none.configured()).isFalse();
            assertUnavailable(none, ErrorCode.CONNECTION_REFUSED);
        }
    }

    @Test
    void tellsNoPassword() {
        assertThat(new OlderLandProperties(land.endpoint(), Duration.ZERO, Duration.ZERO, "hub", "mat-khau-rieng")
                        .toString())
                .doesNotContain("mat-khau");
    }

    private static void assertUnavailable(OlderLandClient asked, ErrorCode code) {
        assertThatThrownBy(() -> asked.parcel(PARCEL))
                .isInstanceOfSatisfying(
                        DestinationUnavailable.class,
                        away -> assertThat(away.code()).as(String.valueOf(away)).isEqualTo(code));
    }
}
