package vn.gov.hanoi.hpasc.hub.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.identity.City;

class ClaimsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
    private final Claims claims = new Claims(Duration.ofSeconds(15), City.destinations());

    @Test
    void needsNoRenewalForADeliveryThatHasJustGoneOnItsWay() {
        for (var destination : City.destinations().all()) {
            assertThat(claims.outliveACall(destination.name(), NOW.minusSeconds(4), NOW))
                    .as(destination.name())
                    .isTrue();
        }
    }

    @Test
    void isToBeRenewedForADeliveryThatLayLongWithTheBroker() {
        Instant since = NOW.minus(claims.of("land-office")).plusSeconds(1);

        assertThat(claims.outliveACall("land-office", since, NOW)).isFalse();
    }

    @Test
    void outlivesTheLongestCall() {
        for (var destination : City.destinations().all()) {
            var limits = destination.limits();
            assertThat(claims.of(destination.name()))
                    .isGreaterThan(limits.connectTimeout().plus(limits.readTimeout()));
        }
    }

    @Test
    void knowsNoClaimOfADestinationNobodyConfigured() {
        assertThatThrownBy(() -> claims.of("nowhere")).hasMessageContaining("nowhere");
    }
}
