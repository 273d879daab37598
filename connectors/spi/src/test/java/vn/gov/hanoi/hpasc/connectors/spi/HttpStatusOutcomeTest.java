package vn.gov.hanoi.hpasc.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStatusOutcomeTest {

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void theMessagesFaultIsRejected(int status) throws Exception {
        assertThat(HttpStatusOutcome.of(status, "thiếu", null))
                .isEqualTo(new DeliveryOutcome.Rejected(ErrorCode.DESTINATION_REFUSED, "thiếu"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 302, 401, 403, 404, 405, 410, 415, 418, 429, 451, 500, 501, 502, 503, 599})
    void anythingElseIsUnavailable(int status) {
        assertThatThrownBy(() -> HttpStatusOutcome.of(status, "", null)).isInstanceOf(DestinationUnavailable.class);
    }

    @Test
    void aReasonIsCutAtTwoThousandCharacters() throws Exception {
        DeliveryOutcome outcome = HttpStatusOutcome.of(422, "x".repeat(5_000), null);

        assertThat(((DeliveryOutcome.Rejected) outcome).reason()).hasSize(2_000);
    }

    @Test
    void retryAfterIsSecondsOrADateAndAtMostADay() {
        String inTenMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));

        assertThat(HttpStatusOutcome.wait("17")).isEqualTo(Duration.ofSeconds(17));
        assertThat(HttpStatusOutcome.wait(inTenMinutes)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(HttpStatusOutcome.wait("999999999")).isEqualTo(Duration.ofDays(1));
        assertThat(HttpStatusOutcome.wait("Sun, 06 Nov 1994 08:49:37 GMT")).isZero();
        assertThat(HttpStatusOutcome.wait("99999999999999999999")).isNull();
        assertThat(HttpStatusOutcome.wait("soon")).isNull();
        assertThat(HttpStatusOutcome.wait(null)).isNull();
    }
}
