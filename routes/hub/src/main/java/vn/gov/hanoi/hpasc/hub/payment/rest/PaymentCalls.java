package vn.gov.hanoi.hpasc.hub.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.dossier.DossierQueries.DossierView;
import vn.gov.hanoi.hpasc.hub.identity.Agency;
import vn.gov.hanoi.hpasc.hub.ingress.InboxDesk;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.Lookups;
import vn.gov.hanoi.hpasc.hub.ingress.http.Call;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.RequestTable.Request;
import vn.gov.hanoi.hpasc.hub.payment.order.PaymentView;
import vn.gov.hanoi.hpasc.hub.payment.order.PaymentView.RefundView;
import vn.gov.hanoi.hpasc.hub.payment.order.Payments;
import vn.gov.hanoi.hpasc.hub.payment.order.Receipts;
import vn.gov.hanoi.hpasc.hub.payment.order.Refunds;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Payment orders in JSON. Who may see a dossier may pay for it; who may tell of a refund of what was paid, by the authority
 * policy and as the keeper of its books, may ask for one.
 */
@Component
class PaymentCalls {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_REASON = 200;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final Lookups lookups;
    private final Payments payments;
    private final Refunds refunds;
    private final Receipts receipts;

    PaymentCalls(Lookups lookups, Payments payments, Refunds refunds, Receipts receipts) {
        this.lookups = lookups;
        this.payments = payments;
        this.refunds = refunds;
        this.receipts = receipts;
    }

    /** The answer to an order; the names are public. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record OpenedView(
            UUID paymentId,
            @Nullable String payUrl,
            @Nullable String qrData,
            String state,
            long amount,
            Instant expiresAt) {
        static OpenedView of(PaymentOrder order) {
            return new OpenedView(
                    order.paymentId(),
                    order.payUrl(),
                    order.qrData(),
                    order.state().name(),
                    order.amount().amount(),
                    order.expiresAt());
        }
    }

    HttpAnswer open(Call call) {
        JsonBody body = JsonBody.of(call.request());
        String key = key(call);
        String dossierCode = body.text("dossierCode", 1, 100);
        String obligationId = body.text("obligationId", 1, 100);
        String gateway = body.text("gateway", 1, 32);
        URI returnUrl = url(body.text("returnUrl", 8, LONGEST_URL));
        String payer = address(body.optional("payerAddress", 45), call);
        Locale language = language(body.optional("language", 8));
        DossierView dossier = lookups.dossier(call.caller(), dossierCode);
        Payments.Wish wish = new Payments.Wish(dossier.code(), obligationId, gateway, returnUrl, payer, language);
        Request request = new Request(
                call.caller().code().value(),
                "payments",
                key,
                digest(
                        dossier.code(),
                        wish.obligationId(),
                        wish.gateway(),
                        wish.returnUrl().toString()));
        return stored(() -> Json.answer(CREATED, OpenedView.of(payments.open(wish, request))));
    }

    HttpAnswer view(Call call) {
        UUID paymentId = InboxDesk.uuid(call.request().variable("paymentId"), "paymentId");
        return stored(() -> Json.answer(OK, mine(call.caller(), paymentId)));
    }

    HttpAnswer receipt(Call call) {
        UUID paymentId = InboxDesk.uuid(call.request().variable("paymentId"), "paymentId");
        return stored(() -> {
            mine(call.caller(), paymentId);
            Receipts.Document receipt = receipts.of(paymentId);
            return new HttpAnswer(OK, receipt.mediaType(), document(receipt.name()), receipt.content());
        });
    }

    /** Personal data, made elsewhere: to be kept by nobody on the way, and never shown as a page of the hub's. */
    private static Map<String, String> document(String name) {
        return Map.of(
                "Cache-Control",
                "no-store",
                "X-Content-Type-Options",
                "nosniff",
                "Content-Disposition",
                "attachment; filename=\"" + name + ".pdf\"");
    }

    HttpAnswer refund(Call call) {
        UUID paymentId = InboxDesk.uuid(call.request().variable("paymentId"), "paymentId");
        if (!call.caller().grants().send().contains(MessageType.PAYMENT_REFUNDED)) {
            throw new Refusal(ErrorCode.NOT_GRANTED, MessageType.PAYMENT_REFUNDED.wire());
        }
        JsonBody body = JsonBody.of(call.request());
        String key = key(call);
        Refunds.Wish wish = new Refunds.Wish(
                paymentId,
                body.optionalAmount("amount"),
                body.optional("transaction", 100),
                body.text("reason", 1, LONGEST_REASON),
                call.caller().code());
        Request request = new Request(
                call.caller().code().value(),
                "refunds/" + paymentId,
                key,
                digest(String.valueOf(wish.amount()), String.valueOf(wish.transaction()), wish.reason()));
        return stored(() -> {
            PaymentView payment = mine(call.caller(), paymentId);
            if (!lookups.maySay(call.caller(), MessageType.PAYMENT_REFUNDED, payment.dossierCode())) {
                throw new Refusal(Problem.at(
                        ErrorCode.NOT_YOURS,
                        "/paymentId",
                        "the agency's relations to this dossier do not let it tell of refunds"));
            }
            return Json.answer(CREATED, RefundView.of(refunds.ask(wish, request)));
        });
    }

    private PaymentView mine(Agency caller, UUID paymentId) {
        PaymentView view = payments.view(paymentId).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        lookups.dossier(caller, view.dossierCode());
        return view;
    }

    private interface Work {
        HttpAnswer answer();
    }

    private static HttpAnswer stored(Work work) {
        try {
            return work.answer();
        } catch (StoreUnavailable away) {
            throw new Refusal(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    private static String key(Call call) {
        String key = call.request().header("Idempotency-Key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw new Refusal(ErrorCode.INVALID_PARAMETER, "Idempotency-Key");
        }
        return key;
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException senseless) {
            // told below
        }
        throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/returnUrl", "is not an http or https address"));
    }

    private static String address(@Nullable String given, Call call) {
        if (given != null && !ADDRESS.matcher(given).matches()) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/payerAddress", "is not an IP address"));
        }
        return given == null ? call.request().remoteAddress() : given;
    }

    private static Locale language(@Nullable String given) {
        String language = Objects.requireNonNullElse(given, "vi");
        if (!language.equals("vi") && !language.equals("en")) {
            throw new Refusal(Problem.at(ErrorCode.INVALID_DATA, "/language", "is not vi or en"));
        }
        return Locale.forLanguageTag(language);
    }

    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
