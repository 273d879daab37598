package vn.gov.hanoi.hpasc.connectors.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Bill;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Merchant;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderReference;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RefundRequest;
import vn.gov.hanoi.hpasc.connectors.spi.payment.Secret;
import vn.gov.hanoi.hpasc.connectors.spi.payment.SigningKeys;
import vn.gov.hanoi.hpasc.dossier.AgencyCode;
import vn.gov.hanoi.hpasc.dossier.ChargeKind;
import vn.gov.hanoi.hpasc.dossier.Payee;
import vn.gov.hanoi.hpasc.dossier.Vnd;

/** Orders, refunds and merchants as they come in practice. */
public final class PaymentBuilder {

    public static final String PAYER = "Nguyễn Thị Hồng Nhung";
    public static final String IDENTITY = "001187012345";

    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime() % 1_000_000_000L);
    private static final Duration SHORT = Duration.ofMillis(700);

    private PaymentBuilder() {}

    /** A new order of 175,000 đồng. */
    public static OrderRequest anOrder() {
        return anOrder(new Vnd(175_000));
    }

    public static OrderRequest anOrder(Vnd amount) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new OrderRequest(
                new OrderReference("HS" + NUMBERS.incrementAndGet(), now),
                amount,
                now.plus(Duration.ofMinutes(15)),
                URI.create("https://hub.example.gov.vn/returns/land-office?lang=vi"),
                "203.113.131.1",
                Locale.of("vi", "VN"),
                "Lệ phí cấp Giấy chứng nhận, hồ sơ H26.13-250908-0112 (#1)",
                aBill(amount));
    }

    public static Bill aBill(Vnd amount) {
        return new Bill(
                "H26.13-250908-0112",
                "1.012756",
                "Đăng ký đất đai lần đầu",
                new AgencyCode("H26.13"),
                "Sở Nông nghiệp và Môi trường",
                new Payee("3511.0.1234567.00000", "01201001", "Kho bạc Nhà nước khu vực I"),
                new Bill.Payer(PAYER, IDENTITY, "Số 1 phố Tràng Tiền", null, "Thành phố Hà Nội"),
                List.of(new Bill.Line(ChargeKind.CHARGE, "LP01", "Lệ phí cấp Giấy chứng nhận", amount)));
    }

    /** {@code amount} of what was paid for {@code order} is to go back. */
    public static RefundRequest aRefund(OrderRequest order, String transaction, long amount) {
        return new RefundRequest(
                "RF" + NUMBERS.incrementAndGet(),
                order.reference(),
                transaction,
                order.amount(),
                new Vnd(amount),
                "Hoàn lệ phí do rút hồ sơ",
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                "can-bo-ke-toan",
                List.of());
    }

    /** A merchant with short time-outs. */
    public static Merchant aMerchant(
            String gateway, String gatewayId, Map<String, URI> endpoints, Map<String, String> keys) {
        return new Merchant(
                "land-office-" + gateway,
                new AgencyCode("H26.13"),
                gateway,
                gatewayId,
                endpoints,
                null,
                SigningKeys.of(secrets(keys)),
                Map.of(),
                new Merchant.Timeouts(SHORT, SHORT));
    }

    /** The same merchant with other keys. */
    public static Merchant withKeys(
            Merchant merchant, Map<String, String> current, @Nullable Map<String, String> next) {
        return new Merchant(
                merchant.code(),
                merchant.agency(),
                merchant.gateway(),
                merchant.gatewayId(),
                merchant.endpoints(),
                merchant.callbackUrl(),
                new SigningKeys(
                        new SigningKeys.KeySet(secrets(current)),
                        next == null ? null : new SigningKeys.KeySet(secrets(next))),
                merchant.settings(),
                merchant.timeouts());
    }

    /** The same merchant with another callback address. */
    public static Merchant withCallback(Merchant merchant, URI callback) {
        return new Merchant(
                merchant.code(),
                merchant.agency(),
                merchant.gateway(),
                merchant.gatewayId(),
                merchant.endpoints(),
                callback,
                merchant.keys(),
                merchant.settings(),
                merchant.timeouts());
    }

    /** The same merchant with other settings. */
    public static Merchant withSettings(Merchant merchant, Map<String, String> settings) {
        return new Merchant(
                merchant.code(),
                merchant.agency(),
                merchant.gateway(),
                merchant.gatewayId(),
                merchant.endpoints(),
                merchant.callbackUrl(),
                merchant.keys(),
                settings,
                merchant.timeouts());
    }

    private static Map<String, Secret> secrets(Map<String, String> keys) {
        Map<String, Secret> secrets = new HashMap<>();
        keys.forEach((name, value) -> secrets.put(name, new Secret(value)));
        return secrets;
    }
}
