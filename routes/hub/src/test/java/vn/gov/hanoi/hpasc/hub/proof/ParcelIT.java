package vn.gov.hanoi.hpasc.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.hanoi.hpasc.hub.proof.Bench.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.gov.hanoi.hpasc.simulators.landsoap.OlderLandSystem;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

/** Parcels, asked for over SOAP at the hub and by the hub over SOAP at an older land system. */
@ExtendWith(OnTheBench.class)
class ParcelIT {

    private final Bench bench;
    private final OlderLandSystem land;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ParcelIT(Bench bench) {
        this.bench = bench;
        this.land = bench.olderLand();
    }

    @AfterEach
    void mend() {
        land.script().clear();
        land.comeBack();
        bench.database().sql().sql("delete from parcel_cache").update();
        // a breaker that was opened closes again
        eventually(() ->
                assertThat(ask("getParcel", "00004", "12", "346").body()).contains("<parcelNumber>346</parcelNumber>"));
        http.close();
    }

    private HttpResponse<String> ask(String operation, String commune, String sheet, String number) {
        return ask(
                operation,
                "<communeCode>" + commune + "</communeCode><mapSheet>" + sheet + "</mapSheet><parcelNumber>" + number
                        + "</parcelNumber>");
    }

    private HttpResponse<String> ask(String operation, String elements) {
        String envelope = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><" + operation
                + " xmlns=\"http://hpasc.hanoi.gov.vn/land-registry/v1\">" + elements + "</" + operation
                + "></s:Body></s:Envelope>";
        try {
            return http.send(
                    HttpRequest.newBuilder(bench.hub().http().resolve("/services/land-registry"))
                            .timeout(Duration.ofSeconds(60))
                            .header("Authorization", "Bearer " + bench.hub().token(Dossier.CORE))
                            .header("Content-Type", "application/soap+xml; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofString(envelope))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAnswerIsGivenAgainWhileItIsFreshUnderBothNamesOfTheParcel() {
        long before = land.calls();

        String first = ask("getRegistration", "00004", "12", "345").body();
        bench.clock().forward(Duration.ofMinutes(5));
        String again =
                ask("getRegistration", "<unifiedId>010004001200345</unifiedId>").body();

        assertThat(first)
                .contains("<cached>false</cached>", "<uid>DK-00004-12-345</uid>", "Nguyễn Văn An", "Trần Thị Bình")
                .contains("<LA_Restriction>", "Thế chấp", "<from>2025-07-15</from>", "<LA_Responsibility>")
                .contains("<LA_AdministrativeSource>", "AA 01234567", "<areaSquareMetres>86.5</areaSquareMetres>");
        assertThat(again).contains("<cached>true</cached>", "<stale>false</stale>", "DK-00004-12-345");
        assertThat(again).containsPattern("<ageSeconds>(29\\d|3\\d\\d)</ageSeconds>");
        assertThat(land.calls() - before).isEqualTo(1);

        land.measured("00004/12/345", "90");
        bench.clock().forward(Duration.ofMinutes(6));
        assertThat(ask("getRegistration", "00004", "12", "345").body())
                .contains("<cached>false</cached>", "<areaSquareMetres>90</areaSquareMetres>");
        land.measured("00004/12/345", "86,5");
    }

    @Test
    void whileTheLandSystemIsDownAnOlderAnswerIsGivenAndSaysSoUntilItIsTooOld() {
        ask("getParcel", "00166", "03A", "17");
        land.goDown();
        bench.clock().forward(Duration.ofHours(1));

        String stale = ask("getParcel", "00166", "03A", "17").body();
        assertThat(stale).contains("<stale>true</stale>", "<mapSheet>03A</mapSheet>");
        assertThat(ask("getParcel", "00004", "12", "345").body()).contains("HUB-6");

        bench.clock().forward(Duration.ofHours(24));
        HttpResponse<String> tooOld = ask("getParcel", "00166", "03A", "17");
        assertThat(tooOld.statusCode()).isEqualTo(500);
        assertThat(tooOld.body()).contains("<origin>destination</origin>");
        assertThat(tooOld.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theBreakerLeavesAFailingSystemAloneAndItHealsByItself() {
        land.script().always(Behaviour.of("status:500"));
        long before = land.calls();
        for (int i = 0; i < 12; i++) {
            ask("getParcel", "00004", "12", Integer.toString(1000 + i));
        }
        assertThat(land.calls() - before).as("not all of 12 came through").isLessThan(12);
        land.script().clear();

        eventually(() ->
                assertThat(ask("getParcel", "00004", "12", "345").statusCode()).isEqualTo(200));
    }

    @Test
    void aParcelThatIsNotThereIsNotFoundAndRememberedForAMinute() {
        long before = land.calls();
        assertThat(ask("getParcel", "00004", "12", "999").body()).contains("HUB-300");
        assertThat(ask("getParcel", "00004", "12", "999").body()).contains("HUB-300");
        assertThat(ask("getRegistration", "00004", "12", "346").body())
                .as("nothing is registered")
                .contains("HUB-300");
        assertThat(land.calls() - before).isEqualTo(2);
    }
}
