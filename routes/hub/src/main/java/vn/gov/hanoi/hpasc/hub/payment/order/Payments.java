package vn.gov.hanoi.hpasc.hub.payment.order;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.connectors.spi.DestinationUnavailable;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.connectors.spi.Problem;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OpenOutcome;
import vn.gov.hanoi.hpasc.connectors.spi.payment.OrderRequest;
import vn.gov.hanoi.hpasc.dossier.DossierStatus;
import vn.gov.hanoi.hpasc.dossier.Vnd;
import vn.gov.hanoi.hpasc.hub.payment.book.Book;
import vn.gov.hanoi.hpasc.hub.payment.book.Book.Page;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderState;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable;
import vn.gov.hanoi.hpasc.hub.payment.book.OrderTable.Cause;
import vn.gov.hanoi.hpasc.hub.payment.book.PaymentOrder;
import vn.gov.hanoi.hpasc.hub.payment.book.RefundTable;
import vn.gov.hanoi.hpasc.hub.payment.book.RequestTable;
import vn.gov.hanoi.hpasc.hub.payment.book.RequestTable.Request;
import vn.gov.hanoi.hpasc.hub.payment.book.TransactionTable;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Contract;
import vn.gov.hanoi.hpasc.hub.payment.merchants.Merchants;
import vn.gov.hanoi.hpasc.hub.payment.obligation.Obligation;
import vn.gov.hanoi.hpasc.hub.payment.order.DossierFile.Payable;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

/** Opens orders at gateways, each once whatever happens to its asker, and shows them. */
public final class Payments {

    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_LOOKS = 50;
    /** Gateways that are told the account with each order; at the others it is that of the contract. */
    private static final Set<String> WITH_BILL = Set.of("payment-platform", "keypay");

    private final Book book;
    private final Merchants merchants;
    private final PaymentProperties properties;
    private final Clock clock;
    private final OrderTable orders = new OrderTable();
    private final RequestTable requests = new RequestTable();
    private final RefundTable refunds = new RefundTable();
    private final TransactionTable transactions = new TransactionTable();
    private final DossierFile dossiers = new DossierFile();
    private final PayeeAccounts accounts;
    private final Bills bills;
    private final References references = new References();

    Payments(Book book, Merchants merchants, PaymentProperties properties, Clock clock) {
        this.book = book;
        this.merchants = merchants;
        this.properties = properties;
        this.clock = clock;
        this.accounts = new PayeeAccounts(merchants);
        this.bills = new Bills(accounts);
    }

    /**
     * What is wished.
     *
     * @param payerAddress the IP address of the payer
     * @param language of the pay page
     */
    public record Wish(
            String dossierCode,
            String obligationId,
            String gateway,
            URI returnUrl,
            String payerAddress,
            Locale language) {}

    /**
     * Opens an order, or gives the one that the same key opened before.
     *
     * @throws Refusal when there is nothing to pay, or the gateway refuses or cannot be reached
     */
    public PaymentOrder open(Wish wish, Request request) {
        book.write(page -> {
            accounts.report(page, wish.dossierCode(), clock.instant());
            return true;
        });
        PaymentOrder order = book.write(page -> claimed(page, wish, request));
        Duration lease = merchants.lease(order.gateway());
        for (int looked = 0; looked < MOST_LOOKS; looked++) {
            if (order.state() == OrderState.FAILED && order.payUrl() == null) {
                throw new Refusal(ErrorCode.DESTINATION_REFUSED, String.valueOf(order.rawCode()));
            }
            if (order.payUrl() != null || order.state() != OrderState.CREATED) {
                return order;
            }
            Instant now = clock.instant();
            UUID paymentId = order.paymentId();
            if (book.write(page -> orders.opening(page, paymentId, now, now.plus(lease)))) {
                return atGateway(order);
            }
            // the same request came twice, and the other one is at the gateway
            LockSupport.parkNanos(LOOK.toNanos());
            order = book.write(page -> orders.find(page, paymentId)).orElseThrow();
        }
        throw new Refusal(Problem.of(ErrorCode.NOT_CONFIRMED_IN_TIME).retryAfter(COME_BACK));
    }

    private PaymentOrder claimed(Page page, Wish wish, Request request) {
        UUID paymentId = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<RequestTable.Known> known = requests.claim(page, request, paymentId.toString(), now);
        if (known.isEmpty()) {
            PaymentOrder order = made(page, wish, paymentId, request.agency(), now);
            orders.insert(page, order);
            return order;
        }
        if (!known.get().sameContent()) {
            throw new Refusal(ErrorCode.REQUEST_CONFLICT);
        }
        return orders.find(page, UUID.fromString(known.get().result()))
                .orElseThrow(() -> new IllegalStateException("a key stands for no order"));
    }

    private PaymentOrder made(Page page, Wish wish, UUID paymentId, String agency, Instant now) {
        Payable dossier = dossiers.find(page, wish.dossierCode()).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        Obligation obligation = dossier.dues().obligations().stream()
                .filter(owed -> owed.id().equals(wish.obligationId()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Problem.at(ErrorCode.UNKNOWN_OBLIGATION, "/obligationId", "is not owed", wish.obligationId())));
        long due = due(page, dossier, obligation);
        Contract contract = contract(wish.gateway(), dossier, obligation);
        return new PaymentOrder(
                paymentId,
                dossier.dossierId(),
                dossier.code(),
                obligation.id(),
                wish.gateway(),
                contract.name(),
                references.next('P', now),
                new Vnd(due),
                OrderState.CREATED,
                obligation.name() + " - " + dossier.code(),
                wish.returnUrl().toString(),
                wish.payerAddress(),
                wish.language().getLanguage(),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                agency,
                now,
                now.plus(properties.orderLife()),
                now,
                properties.polling(wish.gateway()).first(now),
                0);
    }

    /** What is still due: also money whose message is still on its way to the obligation counts. */
    private long due(Page page, Payable dossier, Obligation obligation) {
        boolean over = dossier.status() == DossierStatus.NOT_ACCEPTED
                || dossier.status() == DossierStatus.WITHDRAWN
                || dossier.status() == DossierStatus.STOPPED;
        long onItsWay = page.sql("""
                        select coalesce(sum(amount), 0) from payment_effect
                        where dossier_code = :code and obligation_id = :obligation and type = 'payment-confirmed'
                        and said_at is null and refused is null""")
                .param("code", dossier.code())
                .param("obligation", obligation.id())
                .query(Long.class)
                .single();
        long due = obligation.outstanding() - onItsWay;
        if (over || due <= 0) {
            throw new Refusal(Problem.at(ErrorCode.NOTHING_DUE, "/obligationId", "is not due", obligation.id()));
        }
        return due;
    }

    private Contract contract(String gateway, Payable dossier, Obligation obligation) {
        Contract contract = accounts.contract(gateway, dossier, obligation)
                .orElseThrow(() -> new Refusal(
                        Problem.at(ErrorCode.NO_MERCHANT, "/gateway", "is not offered for this dossier", gateway)));
        if (WITH_BILL.contains(gateway) && accounts.notListed(dossier, obligation, contract.merchant())) {
            throw new Refusal(Problem.at(
                    ErrorCode.NO_MERCHANT, "/obligationId", "names an account that is not on the list", gateway));
        }
        return contract;
    }

    /** Outside of any transaction: a gateway may take half a minute. The same again is harmless with all of them. */
    private PaymentOrder atGateway(PaymentOrder order) {
        Contract contract = merchants
                .byName(order.merchant())
                .orElseThrow(() -> new Refusal(ErrorCode.NO_MERCHANT, order.gateway()));
        OpenOutcome outcome;
        try {
            outcome = contract.gateway().open(asked(order, contract), contract.merchant());
        } catch (DestinationUnavailable away) {
            letGo(order);
            throw new Refusal(Problem.of(away.code()).retryAfter(COME_BACK));
        }
        return switch (outcome) {
            case OpenOutcome.Opened opened -> moved(order, opened.payUrl().toString(), opened.qrData(), "opened");
            case OpenOutcome.Refused refused -> {
                book.write(page -> failed(page, order, refused));
                throw new Refusal(ErrorCode.DESTINATION_REFUSED, refused.rawCode() + " " + refused.reason());
            }
            case OpenOutcome.Unknown unknown -> {
                letGo(order);
                throw new Refusal(Problem.of(unknown.code(), unknown.reason()).retryAfter(COME_BACK));
            }
        };
    }

    private void letGo(PaymentOrder order) {
        book.write(page -> {
            orders.notOpened(page, order.paymentId());
            return true;
        });
    }

    private OrderRequest asked(PaymentOrder order, Contract contract) {
        Payable dossier = book.write(page -> dossiers.find(page, order.dossierCode()))
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        return new OrderRequest(
                order.orderReference(),
                order.amount(),
                order.expiresAt(),
                URI.create(order.returnUrl()),
                order.payerAddress(),
                Locale.forLanguageTag(order.language()),
                order.description(),
                bills.of(dossier, order.obligationId(), order.amount(), contract.merchant()));
    }

    private PaymentOrder moved(PaymentOrder order, String payUrl, @Nullable String qrData, String what) {
        return book.write(page -> {
            PaymentOrder now = orders.lock(page, order.paymentId()).orElseThrow();
            PaymentOrder after = now.opened(payUrl, qrData);
            if (now.state() == OrderState.CREATED) {
                orders.move(page, now, after, Cause.of(what, order.gateway()), clock.instant());
                return after;
            }
            return now; // somebody else opened it, or it was even paid meanwhile
        });
    }

    private boolean failed(Page page, PaymentOrder order, OpenOutcome.Refused refused) {
        PaymentOrder now = orders.lock(page, order.paymentId()).orElseThrow();
        return now.state() == OrderState.CREATED
                && orders.move(
                        page,
                        now,
                        now.ended(OrderState.FAILED, refused.rawCode()),
                        new Cause("refused", order.gateway(), refused.code().wire(), refused.reason()),
                        clock.instant());
    }

    /** One order, with its history. */
    public Optional<PaymentView> view(UUID paymentId) {
        return book.write(page -> orders.find(page, paymentId)
                .map(order -> PaymentView.of(
                        order,
                        transactions.of(page, paymentId),
                        refunds.of(page, paymentId),
                        orders.events(page, paymentId))));
    }
}
