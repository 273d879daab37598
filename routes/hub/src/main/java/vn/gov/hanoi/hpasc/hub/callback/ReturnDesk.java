package vn.gov.hanoi.hpasc.hub.callback;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.payment.PaymentStatus;
import vn.gov.hanoi.hpasc.connectors.spi.payment.RawCallback;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReturnView;
import vn.gov.hanoi.hpasc.hub.commit.StoreUnavailable;
import vn.gov.hanoi.hpasc.hub.ingress.Json;
import vn.gov.hanoi.hpasc.hub.ingress.http.AccessEvents;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpAnswer;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.problem.Languages;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Shows a payer who comes back what is known. A browser is no witness: nothing here changes anything. */
final class ReturnDesk {

    private static final int OK = 200;
    private static final int NOT_BELIEVED = 400;

    private final Arrivals arrivals;
    private final AccessEvents events;
    private final Book book;
    private final OrderTable orders = new OrderTable();

    ReturnDesk(Arrivals arrivals, Book book, AccessEvents events) {
        this.events = events;
        this.arrivals = arrivals;
        this.book = book;
    }

    /**
     * What is shown; the names are public.
     *
     * @param verified whether the gateway signed what the browser brought
     * @param gatewayStatus what the gateway told the browser
     * @param state the order's own state, which is what counts; null when it is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Shown(
            boolean verified,
            @Nullable UUID paymentId,
            @Nullable String reference,
            @Nullable String gatewayStatus,
            @Nullable String state,
            @Nullable Long amount,
            @Nullable String returnUrl) {}

    HttpAnswer show(HttpRequest request, String gateway) {
        Contract contract = arrivals.contract(request.variable("merchant"), List.of(gateway))
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        RawCallback raw = arrivals.raw(request);
        ReturnView view = contract.gateway().readReturn(raw, contract.merchant());
        Shown shown = switch (view) {
            case ReturnView.Trusted trusted -> trusted(trusted, contract);
            case ReturnView.Untrusted untrusted -> untrusted(request, contract);
        };
        int status = shown.verified() ? OK : NOT_BELIEVED;
        String accept = request.header("Accept");
        return accept != null && accept.contains("text/html")
                ? text(status, sentence(shown, request.language()))
                : Json.answer(status, shown);
    }

    private Shown untrusted(HttpRequest request, Contract contract) {
        String who = contract.gateway().name() + "/" + contract.name();
        events.unauthenticated(request, who, "a browser returned without a signature of the gateway");
        return new Shown(false, null, null, null, null, null, null);
    }

    private Shown trusted(ReturnView.Trusted trusted, Contract contract) {
        Optional<PaymentOrder> order = order(trusted.reference(), contract);
        return new Shown(
                true,
                order.map(PaymentOrder::paymentId).orElse(null),
                trusted.reference(),
                trusted.status().name(),
                order.map(found -> found.state().name()).orElse(null),
                trusted.amount() == null ? null : trusted.amount().amount(),
                order.map(PaymentOrder::returnUrl).orElse(null));
    }

    private Optional<PaymentOrder> order(String reference, Contract contract) {
        try {
            return book.write(page -> orders.find(page, contract.gateway().name(), contract.name(), reference));
        } catch (StoreUnavailable away) {
            return Optional.empty();
        }
    }

    private static String sentence(Shown shown, Locale language) {
        boolean vietnamese = language.equals(Languages.VIETNAMESE);
        if (!shown.verified()) {
            return vietnamese
                    ? "Không xác minh được kết quả thanh toán."
                    : "The result of the payment cannot be verified.";
        }
        boolean paid = PaymentStatus.PAID.name().equals(shown.gatewayStatus());
        if (vietnamese) {
            return paid
                    ? "Cổng thanh toán báo đã nhận tiền. Kết quả chính thức hiển thị trong hồ sơ."
                    : "Giao dịch chưa thành công. Kết quả chính thức hiển thị trong hồ sơ.";
        }
        return paid
                ? "The gateway says that the money arrived. What counts is shown with the dossier."
                : "The payment did not succeed. What counts is shown with the dossier.";
    }

    private static HttpAnswer text(int status, String sentence) {
        return new HttpAnswer(
                status,
                "text/plain;charset=utf-8",
                Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"),
                (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
