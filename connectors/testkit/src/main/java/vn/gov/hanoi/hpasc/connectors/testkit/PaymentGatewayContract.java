package vn.gov.hanoi.hpasc.connectors.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackAnswer;
import vn.gov.hanoi.hpasc.connectors.spi.payment.CallbackVerdict;
import vn.gov.hanoi.hpasc.connectors.spi.payment.InquiryOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentGateway;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentNotice;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Verification;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.simulators.payment.CallbackAttempt;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayMerchant;
import vn.gov.hanoi.hpasc.simulators.payment.GatewayOrder;
import vn.gov.hanoi.hpasc.simulators.payment.PaymentSimulator;
import vn.gov.hanoi.hpasc.simulators.payment.Treatment;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

/**
 * What holds for every payment gateway, against its simulator over real sockets. Subclasses say which simulator, which
 * gateway, and which merchant.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PaymentGatewayContract {

    private PaymentSimulator simulator;
    private CallbackListener listener;
    private Merchant merchant;

    /** Starts the simulated gateway, without merchants; called before each test. */
    protected abstract PaymentSimulator start();

    protected abstract PaymentGateway gateway();

    /** The gateway's id of the merchant. */
    protected abstract String gatewayId();

    /** The merchant's keys, all different, none shorter than eight characters. */
    protected abstract Map<String, String> keys();

    /** Where the simulated gateway's addresses are. */
    protected abstract Map<String, URI> endpoints(PaymentSimulator running);

    /** The merchant's settings. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** The id of another merchant, of a form that this gateway's ids have. */
    protected String foreignId() {
        return "KHAC0001";
    }

    /** Whether the gateway is called to open an order. */
    protected boolean callsToOpen() {
        return true;
    }

    /** Whether it calls back about payments that failed. */
    protected boolean tellsOfFailures() {
        return true;
    }

    /** Whether it signs returns. */
    protected boolean signsReturns() {
        return true;
    }

    @BeforeEach
    void startGateway() {
        simulator = start();
        simulator.callbacks().compress(1_000);
        listener = new CallbackListener(this::hub);
        Merchant bare = PaymentBuilder.aMerchant(gateway().name(), gatewayId(), endpoints(simulator), keys());
        merchant = PaymentBuilder.withSettings(PaymentBuilder.withCallback(bare, listener.address()), settings());
        simulator.register(new GatewayMerchant(gatewayId(), keys(), listener.address()));
    }

    @AfterEach
    void stopGateway() {
        simulator.close();
        listener.close();
    }

    protected final PaymentSimulator simulator() {
        return simulator;
    }

    protected final Merchant merchant() {
        return merchant;
    }

    /** Opens an order that must be opened; the payer has followed its address. */
    protected final String opened(OrderRequest order) {
        try {
            OpenOutcome outcome = gateway().open(order, merchant);
            assertThat(outcome).isInstanceOf(OpenOutcome.Opened.class);
            return simulator.visit(((OpenOutcome.Opened) outcome).payUrl()).reference();
        } catch (DestinationUnavailable e) {
            throw new AssertionError(e);
        }
    }

    protected final PaymentNotice found(OrderRequest order) throws DestinationUnavailable {
        InquiryOutcome outcome = gateway().inquire(order.reference(), merchant);
        assertThat(outcome).isInstanceOf(InquiryOutcome.Found.class);
        return ((InquiryOutcome.Found) outcome).notice();
    }

    /** The callbacks that came, once there are {@code count} of them. */
    protected final List<RawCallback> callbacks(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.received().size() >= count);
        return listener.received();
    }

    protected final Verification verified(RawCallback callback) {
        return gateway().verify(callback, merchant);
    }

    /** Nothing but the signature is looked at here. */
    private CallbackAnswer hub(RawCallback callback) {
        CallbackVerdict verdict = switch (verified(callback)) {
            case Verification.Genuine genuine -> CallbackVerdict.RECORDED;
            case Verification.Forged forged -> CallbackVerdict.BAD_SIGNATURE;
            case Verification.Unreadable unreadable -> CallbackVerdict.MALFORMED;
        };
        return gateway().answer(verdict, callback, merchant);
    }

    private static PaymentNotice notice(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Genuine.class);
        return ((Verification.Genuine) verification).notice();
    }

    // ── Opening ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void lacksNothingWithAllKeysAndSaysWhatIsMissingWithout() {
        assertThat(gateway().lacks(merchant)).isEmpty();
        assertThat(gateway().lacks(PaymentBuilder.withKeys(merchant, Map.of("khac", "another-key"), null)))
                .isNotEmpty()
                .allMatch(missing -> missing.contains(merchant.code()));
    }

    @Test
    void opensAnOrderThatCanBePaidAndBelievesTheCallback() {
        OrderRequest order = PaymentBuilder.anOrder();
        String reference = opened(order);

        simulator.pay(reference);

        PaymentNotice notice = notice(verified(callbacks(1).getFirst()));
        assertThat(notice.reference()).isEqualTo(order.reference().value());
        assertThat(notice.amount()).isEqualTo(order.amount());
        assertThat(notice.contradicts(order.amount())).isFalse();
        assertThat(notice.merchantCode()).isEqualTo(gatewayId());
        assertThat(notice.status()).isEqualTo(PaymentStatus.PAID);
        assertThat(notice.gatewayTransaction())
                .isEqualTo(simulator.orders().get(reference).transaction());
        await().until(() -> simulator.callbacks().pending() == 0);
        assertThat(simulator.callbacks().attempts(reference)).singleElement().matches(CallbackAttempt::satisfied);
    }

    @Test
    void openingTheSameOrderTwiceMakesOneOrder() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        String reference = opened(order);

        gateway().open(order, merchant);

        assertThat(simulator.orders().all()).extracting(GatewayOrder::reference).containsExactly(reference);
        assertThat(simulator.orders().get(reference).amount())
                .isEqualTo(order.amount().amount());
    }

    @Test
    void aTimeOutWhileOpeningIsUnknown() throws DestinationUnavailable {
        if (callsToOpen()) {
            simulator.script().next(Behaviour.of("take+hang:3s"));

            assertThat(gateway().open(PaymentBuilder.anOrder(), merchant))
                    .isInstanceOfSatisfying(
                            OpenOutcome.Unknown.class,
                            unknown -> assertThat(unknown.code()).isEqualTo(ErrorCode.NO_ANSWER_IN_TIME));
            assertThat(simulator.orders().all()).hasSize(1);
        }
    }

    @Test
    void aBusinessNoWhileOpeningIsRefused() throws DestinationUnavailable {
        if (callsToOpen()) {
            simulator.script().next(new Behaviour.Refuse(200, "Không được phép"));

            assertThat(gateway().open(PaymentBuilder.anOrder(), merchant))
                    .isInstanceOfSatisfying(
                            OpenOutcome.Refused.class,
                            refused -> assertThat(refused.reason()).contains("Không được phép"));
        }
    }

    @ParameterizedTest
    @EnumSource(Behaviour.Nonsense.class)
    void anAnswerWithoutSenseWhileOpeningIsUnknown(Behaviour.Nonsense nonsense) throws DestinationUnavailable {
        if (callsToOpen()) {
            simulator.script().next(new Behaviour.Garbage(nonsense));

            assertThat(gateway().open(PaymentBuilder.anOrder(), merchant)).isInstanceOf(OpenOutcome.Unknown.class);
        }
    }

    // ── Asking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void theInquiryTellsWhatBecameOfTheOrder() throws DestinationUnavailable {
        OrderRequest paid = PaymentBuilder.anOrder();
        OrderRequest failed = PaymentBuilder.anOrder();
        String paidReference = opened(paid);
        String failedReference = opened(failed);

        assertThat(found(paid).status()).isEqualTo(PaymentStatus.PENDING);
        simulator.pay(paidReference);
        simulator.fail(failedReference);

        PaymentNotice notice = found(paid);
        assertThat(notice.status()).isEqualTo(PaymentStatus.PAID);
        assertThat(notice.reference()).isEqualTo(paid.reference().value());
        assertThat(notice.amount()).isEqualTo(paid.amount());
        assertThat(notice.merchantCode()).isEqualTo(gatewayId());
        assertThat(notice.statusCovered()).isTrue();
        assertThat(notice.gatewayTransaction())
                .isEqualTo(simulator.orders().get(paidReference).transaction());
        assertThat(found(failed).status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void theInquiryTellsThatAnotherAmountWasPaid() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        simulator.pay(opened(order), 1_000);

        PaymentNotice notice = found(order);

        assertThat(notice.status()).isEqualTo(PaymentStatus.PAID);
        assertThat(notice.amount()).isEqualTo(new Vnd(1_000));
        assertThat(notice.contradicts(order.amount())).isTrue();
    }

    @Test
    void anOrderTheGatewayNeverSawIsNotPaid() throws DestinationUnavailable {
        InquiryOutcome outcome = gateway().inquire(PaymentBuilder.anOrder().reference(), merchant);

        assertThat(outcome instanceof InquiryOutcome.Found found
                        && found.notice().status() != PaymentStatus.FAILED)
                .isFalse();
    }

    @Test
    void aGatewayThatIsDownIsUnavailable() {
        simulator.goDown();

        assertThatThrownBy(() -> gateway().inquire(PaymentBuilder.anOrder().reference(), merchant))
                .isInstanceOfSatisfying(
                        DestinationUnavailable.class,
                        unavailable -> assertThat(unavailable.code()).isEqualTo(ErrorCode.CONNECTION_REFUSED));
    }

    @Test
    void aGatewayThatComesBackIsServedAgain() throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        opened(order);
        found(order);
        simulator.goDown();
        ConnectorContract.idle();
        simulator.comeBack();

        assertThat(found(order).status()).isEqualTo(PaymentStatus.PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "status:401, DESTINATION_DENIED_US",
        "status:404, DESTINATION_ERROR",
        "status:429:17s, DESTINATION_BUSY",
        "status:500, DESTINATION_ERROR",
        "status:503:17s, DESTINATION_BUSY"
    })
    void aStatusThatSaysNothingAboutTheOrderIsUnavailable(String behaviour, ErrorCode code) {
        simulator.script().next(Behaviour.of(behaviour));

        assertThatThrownBy(() -> gateway().inquire(PaymentBuilder.anOrder().reference(), merchant))
                .isInstanceOfSatisfying(DestinationUnavailable.class, unavailable -> {
                    assertThat(unavailable.code()).isEqualTo(code);
                    if (code == ErrorCode.DESTINATION_BUSY) {
                        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(17));
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "hang:3s, NO_ANSWER_IN_TIME",
        "status:504, NO_ANSWER_IN_TIME",
        "take+reset, CONNECTION_LOST",
        "garbage:noise, CONNECTION_LOST",
        "garbage:html, SENSELESS_ANSWER",
        "garbage:json, SENSELESS_ANSWER",
        "garbage:xml, SENSELESS_ANSWER"
    })
    void anInquiryWithoutAnAnswerIsUnknown(String behaviour, ErrorCode code) throws DestinationUnavailable {
        OrderRequest order = PaymentBuilder.anOrder();
        opened(order);
        simulator.script().next(Behaviour.of(behaviour));

        assertThat(gateway().inquire(order.reference(), merchant))
                .isInstanceOfSatisfying(
                        InquiryOutcome.Unknown.class,
                        unknown -> assertThat(unknown.code()).isEqualTo(code));
    }

    @Test
    void aWrongKeyIsNeverTakenForAnythingAboutTheOrder() {
        OrderRequest order = PaymentBuilder.anOrder();
        simulator.pay(opened(order));
        Map<String, String> wrong = new HashMap<>(keys());
        wrong.replaceAll((name, key) -> "another-" + key);
        Merchant mistaken = PaymentBuilder.withKeys(merchant, wrong, null);

        try {
            assertThat(gateway().inquire(order.reference(), mistaken)).isNotInstanceOf(InquiryOutcome.Found.class);
        } catch (DestinationUnavailable deniedUs) {
            assertThat(deniedUs.code()).isEqualTo(ErrorCode.DESTINATION_DENIED_US);
        }
    }

    // ── Callbacks ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void believesACallbackSignedWithTheNextKey() {
        simulator.pay(opened(PaymentBuilder.anOrder()));
        RawCallback callback = callbacks(1).getFirst();
        Map<String, String> old = new HashMap<>(keys());
        old.replaceAll((name, key) -> "another-" + key);

        assertThat(gateway().verify(callback, PaymentBuilder.withKeys(merchant, old, keys())))
                .isInstanceOf(Verification.Genuine.class);
        assertThat(gateway().verify(callback, PaymentBuilder.withKeys(merchant, old, null)))
                .isInstanceOf(Verification.Forged.class);
        assertThat(gateway().verify(callback, PaymentBuilder.withKeys(merchant, old, old)))
                .isInstanceOf(Verification.Forged.class);
    }

    @Test
    void doesNotBelieveAForgedCallback() {
        String reference = opened(PaymentBuilder.anOrder());
        simulator.callbacks().treatments().nextFor(reference, Treatment.of("forged"));

        simulator.pay(reference);

        assertThat(verified(callbacks(1).getFirst())).isInstanceOf(Verification.Forged.class);
    }

    @Test
    void tellsOfAnotherAmountAndAnotherMerchant() {
        OrderRequest order = PaymentBuilder.anOrder();
        String reference = opened(order);
        simulator
                .callbacks()
                .treatments()
                .nextFor(reference, Treatment.of("amount:1000"), Treatment.of("merchant:" + foreignId()));

        simulator.pay(reference);
        PaymentNotice other = notice(verified(callbacks(1).getFirst()));
        assertThat(other.contradicts(order.amount())).isTrue();
        assertThat(other.amount()).isEqualTo(new Vnd(1_000));

        simulator.tellAgain(reference);
        await().until(() -> listener.received().stream()
                .map(this::verified)
                .anyMatch(verification -> verification instanceof Verification.Genuine genuine
                        && genuine.notice().merchantCode().equals(foreignId())));
    }

    @Test
    void copiesOfACallbackSayTheSame() {
        String reference = opened(PaymentBuilder.anOrder());
        simulator.callbacks().treatments().nextFor(reference, Treatment.of("copies:3"));

        simulator.pay(reference);

        assertThat(callbacks(3).stream().map(this::verified).distinct()).hasSize(1);
    }

    @Test
    void aPaymentThatFailedIsToldOfAsFailed() {
        if (tellsOfFailures()) {
            simulator.fail(opened(PaymentBuilder.anOrder()));

            assertThat(notice(verified(callbacks(1).getFirst())).status()).isEqualTo(PaymentStatus.FAILED);
        }
    }

    @Test
    void noCallThatIsNoneIsBelievedAndNoneMakesItThrow() {
        simulator.pay(opened(PaymentBuilder.anOrder()));
        RawCallback genuine = callbacks(1).getFirst();
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            String query = new String(noise, StandardCharsets.ISO_8859_1);
            assertThat(verified(call(genuine, query, noise))).isNotInstanceOf(Verification.Genuine.class);
        }
        for (String body :
                List.of("", "{}", "[]", "null", "1", "\"a\"", "{\"data\":1}", "{\"data\":\"{}\"}", "{\"a\":")) {
            assertThat(verified(call(genuine, body, body.getBytes(StandardCharsets.UTF_8))))
                    .isNotInstanceOf(Verification.Genuine.class);
        }
    }

    @Test
    void aCallbackCutShortIsNotBelieved() {
        simulator.pay(opened(PaymentBuilder.anOrder()));
        RawCallback genuine = callbacks(1).getFirst();
        for (int length = 0; length < genuine.rawBody().length; length++) {
            assertThat(verified(call(genuine, genuine.rawQuery(), Arrays.copyOf(genuine.rawBody(), length))))
                    .isNotInstanceOf(Verification.Genuine.class);
        }
        for (int length = 0; length < genuine.rawQuery().length(); length++) {
            assertThat(verified(call(genuine, genuine.rawQuery().substring(0, length), genuine.rawBody())))
                    .isNotInstanceOf(Verification.Genuine.class);
        }
    }

    @ParameterizedTest
    @EnumSource(CallbackVerdict.class)
    void everyVerdictHasAnAnswerWhateverWasSent(CallbackVerdict verdict) {
        RawCallback nonsense =
                new RawCallback("POST", "%zz", Map.of(), new byte[] {(byte) 0xff}, "127.0.0.1", Instant.now());

        assertThat(gateway().answer(verdict, nonsense, merchant).status()).isBetween(200, 599);
    }

    @Test
    void onlySignedReturnsAreShown() {
        String reference = opened(PaymentBuilder.anOrder());
        simulator.pay(reference);
        URI back = simulator.returnUrl(reference);
        if (!signsReturns() || back == null) {
            assertThat(back).isNull();
            assertThat(gateway().readReturn(returning("a=b"), merchant)).isInstanceOf(ReturnView.Untrusted.class);
            return;
        }
        String query = back.getRawQuery().replaceFirst("^lang=vi&", "");

        assertThat(gateway().readReturn(returning(query), merchant))
                .isInstanceOfSatisfying(ReturnView.Trusted.class, view -> {
                    assertThat(view.status()).isEqualTo(PaymentStatus.PAID);
                    assertThat(view.amount()).isEqualTo(new Vnd(175_000));
                });
        assertThat(gateway().readReturn(returning(query.replace("175000", "175001")), merchant))
                .isInstanceOf(ReturnView.Untrusted.class);
        assertThat(gateway().readReturn(returning(query + "&" + query), merchant))
                .isInstanceOf(ReturnView.Untrusted.class);
    }

    // ── Secrets and personal data ───────────────────────────────────────────────────────────────────────────────────

    @Test
    void neitherKeysNorPayersAreShownAnywhere() {
        OrderRequest order = PaymentBuilder.anOrder();
        StringBuilder shown = new StringBuilder();
        List<String> logged = LoggedLines.during(() -> {
            try {
                shown.append(merchant).append(merchant.keys()).append(order);
                String reference = opened(order);
                simulator.pay(reference);
                shown.append(verified(callbacks(1).getFirst())).append(callbacks(1));
                shown.append(gateway().inquire(order.reference(), merchant));
                simulator.goDown();
                gateway().inquire(order.reference(), merchant);
            } catch (DestinationUnavailable expected) {
                shown.append(expected);
            }
        });
        shown.append(logged);

        assertThat(shown.toString()).doesNotContain(keys().values());
        assertThat(shown.toString()).doesNotContain(PaymentBuilder.PAYER, PaymentBuilder.IDENTITY);
    }

    private static RawCallback call(RawCallback like, String query, byte[] body) {
        return new RawCallback(like.method(), query, like.headers(), body, like.remoteAddress(), like.receivedAt());
    }

    private static RawCallback returning(String query) {
        return new RawCallback("GET", query, Map.of(), new byte[0], "203.113.131.1", Instant.now());
    }
}
