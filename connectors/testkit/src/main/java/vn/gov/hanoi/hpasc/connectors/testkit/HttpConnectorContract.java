package vn.gov.hanoi.hpasc.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ConnectorRoute;
import vn.gov.hanoi.hpasc.connectors.spi.Delivery;
import vn.gov.hanoi.hpasc.connectors.spi.DeliveryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;

/** What holds beside for every connector whose partner answers over HTTP. */
public abstract class HttpConnectorContract extends ConnectorContract {

    /** The socket side of the simulated system. */
    protected abstract HttpPeer peer();

    /** What a refusal in the protocol's own words, made with {@code status}, is taken for. */
    protected ErrorCode refusal(int status) {
        return status == 409 ? ErrorCode.DESTINATION_CONFLICT : ErrorCode.DESTINATION_REFUSED;
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void aBusinessNoIsRejectedWithTheReasonGiven(int status) {
        system().script().next(new Behaviour.Refuse(status, "Thiếu trích lục bản đồ địa chính"));

        DeliveryOutcome.Rejected rejected = attempt(aDelivery().build()).rejected();

        assertThat(rejected.code()).isEqualTo(refusal(status));
        assertThat(rejected.reason()).contains("Thiếu trích lục bản đồ địa chính");
    }

    @ParameterizedTest
    @CsvSource({
        "401, DESTINATION_DENIED_US",
        "403, DESTINATION_DENIED_US",
        "404, DESTINATION_ERROR",
        "302, DESTINATION_ERROR",
        "405, DESTINATION_ERROR",
        "429, DESTINATION_BUSY",
        "500, DESTINATION_ERROR",
        "502, DESTINATION_ERROR",
        "503, DESTINATION_BUSY"
    })
    void aStatusThatSaysNothingAboutTheMessageIsUnavailable(int status, ErrorCode code) {
        system().script().next(new Behaviour.Status(status, null));

        assertThat(attempt(aDelivery().build()).isUnavailable().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfterIsPassedOn(int status) {
        system().script().next(new Behaviour.Status(status, Duration.ofSeconds(17)));

        DestinationUnavailable unavailable = attempt(aDelivery().build()).isUnavailable();

        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 504})
    void aTimeOutToldByTheOtherSideIsUnknown(int status) {
        system().script().next(new Behaviour.TakeThen(new Behaviour.Status(status, null)));

        assertThat(attempt(aDelivery().build()).unknown().code()).isEqualTo(ErrorCode.NO_ANSWER_IN_TIME);
    }

    @Test
    void silenceAfterTakingTheMessageIsUnknownAndTheRepeatHasNoSecondEffect() {
        Delivery delivery = aDelivery().build();
        system().script().next(new Behaviour.TakeThen(new Behaviour.Hang(Duration.ofSeconds(10))));

        assertThat(attempt(delivery).unknown().code()).isEqualTo(ErrorCode.NO_ANSWER_IN_TIME);
        attempt(delivery).accepted();

        assertThat(system().intake().all())
                .singleElement()
                .satisfies(received -> assertThat(received.repeats()).isEqualTo(1));
    }

    @Test
    void aResetAfterTakingTheMessageIsUnknownAndTheRepeatHasNoSecondEffect() {
        Delivery delivery = aDelivery().build();
        system().script().next(new Behaviour.TakeThen(new Behaviour.Reset()));

        assertThat(attempt(delivery).unknown().code()).isEqualTo(ErrorCode.CONNECTION_LOST);
        attempt(delivery).accepted();

        assertThat(system().intake().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Behaviour.Nonsense.class)
    void anAnswerWithoutSenseIsUnknown(Behaviour.Nonsense nonsense) {
        system().script().next(new Behaviour.Garbage(nonsense));

        assertThat(attempt(aDelivery().build()).unknown().code())
                .isIn(ErrorCode.SENSELESS_ANSWER, ErrorCode.CONNECTION_LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status:500", "status:503", "take+reset", "reset", "take+hang:5s", "garbage:truncated"})
    void oneAttemptIsOneCallWhateverGoesWrong(String behaviour) {
        Delivery warmUp = aDelivery().build();
        attempt(warmUp).accepted();
        Delivery delivery = aDelivery().build();
        system().script().alwaysFor(delivery.dossierCode(), Behaviour.of(behaviour));

        attempt(delivery);

        assertThat(system().intake().calls(delivery.key().toString())).isEqualTo(1);
    }

    @Test
    void aConnectionClosedBetweenTwoCallsIsNotAnError() {
        attempt(aDelivery().build()).accepted();
        peer().dropConnections();
        idle();

        attempt(aDelivery().build()).accepted();
    }

    @Test
    void aConnectionResetBetweenTwoCallsIsNotAnError() {
        attempt(aDelivery().build()).accepted();
        peer().resetConnections();
        idle();

        attempt(aDelivery().build()).accepted();
    }

    @Test
    void oneConnectionServesManyCalls() {
        for (int call = 0; call < 20; call++) {
            attempt(aDelivery().build()).accepted();
        }

        assertThat(peer().connectionsAccepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refuse:422:no",
                "status:503",
                "status:504",
                "garbage:html",
                "garbage:endless",
                "garbage:noise",
                "garbage:truncated",
                "take+reset",
                "reset"
            })
    void noConnectionIsLostToTroubles(String trouble) {
        Behaviour behaviour = Behaviour.of(trouble);
        for (int call = 0; call < 2 * destination().limits().concurrency() + 1; call++) {
            system().script().next(behaviour);
            attempt(aDelivery().build());
        }

        attempt(aDelivery().build()).accepted();
    }

    @Test
    void aSlowAnswerWithinTheTimeAllowedIsAccepted() {
        system().script().next(new Behaviour.Slow(Duration.ofMillis(250)));

        attempt(aDelivery().build()).accepted();
    }

    @Test
    void aDeliveryKeepsNothingOfTheHubsOwnHeaders() {
        Delivery delivery = aDelivery().build();
        camel().createProducerTemplate()
                .requestBodyAndHeader(
                        ConnectorRoute.endpointOf(destination().name()), delivery, "HubSecret", "khong-duoc-lo");

        assertThat(peer().lastHeaders().toString()).doesNotContain("khong-duoc-lo");
    }
}
