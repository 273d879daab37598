package vn.gov.hanoi.hpasc.hub.payment.order;

import java.time.Duration;
import java.util.UUID;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource;
import vn.gov.hanoi.hpasc.connectors.spi.payment.ReceiptSource.Receipt;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/**
 * Fetches the receipt (biên lai) of a paid order from the gateway that issued it. The hub keeps no copy: a receipt is the
 * treasury's document, full of personal data, and the gateway has it for as long as the law wants.
 */
public final class Receipts {

    private static final Duration LATER = Duration.ofMinutes(1);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Book book;
    private final Merchants merchants;
    private final OrderTable orders = new OrderTable();

    Receipts(Book book, Merchants merchants) {
        this.book = book;
        this.merchants = merchants;
    }

    /**
     * A receipt as it came.
     *
     * @param name for a file
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared never
    public record Document(String name, String mediaType, byte[] content) {}

    /** @throws Refusal when the order is not paid, or there is no receipt, or it cannot be fetched now */
    public Document of(UUID paymentId) {
        PaymentOrder order =
                book.write(page -> orders.find(page, paymentId)).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        if (order.state().undecided() || order.state().lost()) {
            throw new Refusal(ErrorCode.ILLEGAL_STATE, order.state().name());
        }
        Contract contract = merchants
                .byName(order.merchant())
                .orElseThrow(() -> new Refusal(ErrorCode.NO_RECEIPT, order.gateway()));
        if (!(contract.gateway() instanceof ReceiptSource source)) {
            throw new Refusal(ErrorCode.NO_RECEIPT, order.gateway());
        }
        return switch (fetched(source, order, contract)) {
            case Receipt.Document document ->
                new Document("bien-lai-" + order.reference(), document.mediaType(), document.content());
            case Receipt.None none ->
                throw new Refusal(
                        Problem.of(ErrorCode.NO_RECEIPT, none.rawCode()).retryAfter(LATER));
            case Receipt.Unknown unknown ->
                throw new Refusal(Problem.of(unknown.code(), unknown.reason()).retryAfter(COME_BACK));
        };
    }

    private static Receipt fetched(ReceiptSource source, PaymentOrder order, Contract contract) {
        try {
            return source.receipt(order.orderReference(), contract.merchant());
        } catch (DestinationUnavailable away) {
            throw new Refusal(Problem.of(away.code()).retryAfter(COME_BACK));
        }
    }
}
