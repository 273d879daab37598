package vn.gov.hanoi.hpasc.hub.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.hub.identity.Agencies;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.identity.AgencyLimits;
import vn.gov.hanoi.hpasc.hub.identity.City;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents;
import vn.gov.hanoi.hpasc.hub.security.SecurityEvents.Channel;

class AgencyQuotasTest {

    private static final AgencyLimits LIMITS =
            new AgencyLimits(10, 20, 3, DataSize.ofBytes(1_000), 50, 5, DataSize.ofBytes(10_000));

    private final TestTime time = new TestTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Origin ward = origin("H26.103");
    private final Origin office = origin("H26.13");
    private final AgencyQuotas quotas = new AgencyQuotas(
            new Agencies(List.of(ward.agency(), office.agency())), meters, new SecurityEvents(meters), time);

    private static Origin origin(String code) {
        Agency plain = City.agencies().byCode(new AgencyCode(code)).orElseThrow();
        Agency limited = new Agency(
                plain.code(),
                Set.of(),
                plain.vietnameseName(),
                plain.englishName(),
                plain.destination(),
                plain.grants(),
                plain.publicKeys(),
                plain.versions(),
                false,
                LIMITS,
                Agency.Ownership.OF_ITS_OWN_CODES,
                Agency.Payments.OWN);
        return new Origin(limited, Channel.REST, "127.0.0.9");
    }

    private static Problem refusal(ThrowingCallable asked) {
        Refusal refusal = catchThrowableOfType(Refusal.class, asked);
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        return refusal.problem();
    }

    private double refused(String agency, String limit) {
        return meters.counter("hub.limits.refused", "agency", agency, "limit", limit)
                .count();
    }

    @Test
    void letsAsManyRequestsInAtOnceAsTheAgencyMayMakeAndNoneOfAnotherLess() {
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            leases.add(quotas.begin(ward, 0));
        }

        assertThat(refusal(() -> quotas.begin(ward, 0)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        quotas.begin(office, 0).close();
        leases.getFirst().close();
        leases.getFirst().close();
        quotas.begin(ward, 0);
        refusal(() -> quotas.begin(ward, 0));

        assertThat(refused("H26.103", "concurrency")).isEqualTo(2);
        assertThat(meters.counter("hub.security.events", "kind", "limit-exceeded", "channel", "rest")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void boundsTheBytesUnderWayAndLetsALargerBodyInAlone() {
        Lease large = quotas.begin(ward, 5_000);
        refusal(() -> quotas.begin(ward, 1));
        large.close();
        quotas.begin(ward, 600);
        refusal(() -> quotas.begin(ward, 600));
        quotas.begin(ward, 400).close();
        assertThat(refused("H26.103", "bytes-in-flight")).isEqualTo(2);
    }

    @Test
    void holdsNothingOfARequestThatItRefuses() {
        Lease one = quotas.begin(ward, 900);
        for (int i = 0; i < 10; i++) {
            refusal(() -> quotas.begin(ward, 900));
        }
        one.close();
        quotas.charge(ward.agency(), 19);
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(() -> quotas.begin(ward, 900)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }
        time.forward(Duration.ofSeconds(1));

        assertThat(List.of(quotas.begin(ward, 300), quotas.begin(ward, 300), quotas.begin(ward, 300)))
                .hasSize(3);
    }

    @Test
    void countsABatchAsItsItemsAndTellsWhenToComeBack() {
        quotas.begin(ward, 0).close();
        quotas.charge(ward.agency(), 499);

        assertThat(refusal(() -> quotas.begin(ward, 0)).retryAfter())
                .as("480 are owed, and one more is wanted, at 10 a second")
                .isEqualTo(Duration.ofSeconds(49));
        quotas.begin(office, 0).close();
    }

    @Test
    void countsWhatWaitsForItsCommitAndLetsALargerBatchInAlone() {
        Lease batch = quotas.await(ward, 500);
        refusal(() -> quotas.await(ward, 1));
        quotas.await(office, 1).close();
        assertThat(meters.get("hub.limits.waiting")
                        .tag("agency", "H26.103")
                        .gauge()
                        .value())
                .isEqualTo(500);
        batch.close();
        quotas.await(ward, 30);
        quotas.await(ward, 20);
        refusal(() -> quotas.await(ward, 1));
    }

    @Test
    void slowsAQueueDownInsteadOfRefusingIt() {
        quotas.charge(ward.agency(), 200);

        assertThat(quotas.pause(ward.agency())).isEqualTo(Duration.ofMillis(18_100));
        assertThat(quotas.pause(office.agency())).isZero();
        assertThat(refused("H26.103", "rate")).isZero();
    }

    @Test
    void boundsWhatAnAgencyStoresInADay() {
        quotas.mayStore(ward);
        quotas.stored(ward.agency(), 9_000);
        quotas.mayStore(ward);
        quotas.stored(ward.agency(), 4_000);
        refusal(() -> quotas.mayStore(ward));
        quotas.mayStore(office);
        time.forward(Duration.ofHours(12));
        quotas.mayStore(ward);
    }

    @Test
    void chargesNothingForAnUploadThatCameToNothing() {
        for (int i = 0; i < 1_000; i++) {
            quotas.mayStore(ward);
        }
    }

    @Test
    void givesBackWhatTheHubCouldNotTake() {
        quotas.charge(ward.agency(), 200);
        quotas.giveBack(ward.agency(), 200);

        assertThat(quotas.pause(ward.agency())).isZero();
    }

    @Test
    void keepsNoStateForWhomNobodyKnows() {
        Origin stranger = origin("H26.19");
        for (int i = 0; i < 100; i++) {
            quotas.begin(stranger, 1_000_000);
        }
        assertThat(meters.find("hub.limits.refused").counters()).isEmpty();
    }
}
