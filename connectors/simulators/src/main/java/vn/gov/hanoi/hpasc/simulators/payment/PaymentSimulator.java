package vn.gov.hanoi.hpasc.simulators.payment;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpSystem;

/**
 * A simulated payment gateway. Merchants call its API over HTTP; a test, or a person through {@code /_sim/}, plays the payer
 * ({@link #pay(String)}, {@link #fail}, {@link #suspect}) and says what happens to callbacks ({@link #callbacks}), to calls
 * of the API ({@link #script}, by order) and in settlement files ({@link #settlements}).
 */
public abstract class PaymentSimulator extends HttpSystem {

    private final OrderBook book;
    private final CallbackDesk callbacks;
    private final SettlementDesk settlements;
    private final Map<String, GatewayMerchant> merchants = new ConcurrentHashMap<>();
    private final PaymentControl control;
    private final Clock clock;

    protected PaymentSimulator(Clock clock, Persistence persistence) {
        super(clock);
        this.clock = clock;
        this.book = new OrderBook(clock);
        this.callbacks = new CallbackDesk(clock, persistence, this::satisfied);
        this.settlements = new SettlementDesk(book);
        this.control = new PaymentControl(this);
    }

    /** Registers {@code merchants} and begins to listen, on {@code port} or on a free one when it is 0. */
    protected static <T extends PaymentSimulator> T opened(T gateway, int port, GatewayMerchant... merchants) {
        for (GatewayMerchant merchant : merchants) {
            gateway.register(merchant);
        }
        gateway.listen(port);
        return gateway;
    }

    // ── What a gateway is made of ───────────────────────────────────────────────────────────────────────────────────

    /** Serves one call of the API, by {@link #play}. */
    protected abstract void api(HttpCall call) throws IOException, InterruptedException;

    /** The order behind an address a payer was sent to; makes it where the gateway learns of it only there. */
    protected abstract GatewayOrder arrive(URI payUrl);

    /** The callback about the order as it is now; null where this gateway does not call about that. */
    protected abstract @Nullable CallbackCall callback(GatewayOrder order, Treatment treatment);

    /** Whether an answer means that the gateway need not call again. */
    protected abstract boolean satisfied(int status, String answer);

    /** Where the payer's browser is sent back to, signed; null where returns are not signed. */
    protected abstract @Nullable URI returnUrl(GatewayOrder order);

    /** The gateway's code for success, failure and doubt. */
    protected abstract String code(GatewayOrder.Money money);

    /** A business no in the gateway's words. */
    protected abstract HttpAnswer refusal(String reason);

    /** A settlement file of these rows. */
    protected abstract String file(List<SettlementEntry> entries);

    // ── Playing the payer ───────────────────────────────────────────────────────────────────────────────────────────

    /** The payer pays what was ordered. Paying again makes a second transaction. */
    public GatewayOrder pay(String reference) {
        return pay(reference, book.get(reference).amount());
    }

    /** The payer pays {@code amount}. */
    public GatewayOrder pay(String reference, long amount) {
        return told(book.pay(reference, amount, code(GatewayOrder.Money.PAID)));
    }

    /** The payer follows the pay address and pays. */
    public GatewayOrder pay(URI payUrl) {
        return pay(visit(payUrl).reference());
    }

    /** The payer follows the pay address and does nothing yet. */
    public GatewayOrder visit(URI payUrl) {
        return arrive(payUrl);
    }

    /** The payer does not pay. */
    public GatewayOrder fail(String reference) {
        return fail(reference, code(GatewayOrder.Money.FAILED));
    }

    /** The payer does not pay, for a reason of the gateway's code table. */
    public GatewayOrder fail(String reference, String code) {
        return told(book.refuse(reference, GatewayOrder.Money.FAILED, code));
    }

    /** The time to pay is over. */
    public GatewayOrder expire(String reference) {
        return told(book.refuse(reference, GatewayOrder.Money.EXPIRED, code(GatewayOrder.Money.EXPIRED)));
    }

    /** The payer was debited, but the gateway has its doubts. */
    public GatewayOrder suspect(String reference) {
        return told(book.suspect(reference, code(GatewayOrder.Money.SUSPECT)));
    }

    /** Calls back about the order as it is now, once more. */
    public GatewayOrder tellAgain(String reference) {
        return told(book.get(reference));
    }

    /** Where the payer's browser goes now; null where returns are not signed. */
    public @Nullable URI returnUrl(String reference) {
        return returnUrl(book.get(reference));
    }

    // ── Looking on ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** The truth about every order. */
    public OrderBook orders() {
        return book;
    }

    public CallbackDesk callbacks() {
        return callbacks;
    }

    public SettlementDesk settlements() {
        return settlements;
    }

    /** The settlement file of a merchant and a day of +7. */
    public String settlement(String merchant, LocalDate day) {
        return file(settlements.entries(merchant, day));
    }

    /** Puts a merchant on file, in the place of the one with its id. */
    public void register(GatewayMerchant merchant) {
        merchants.put(merchant.id(), merchant);
    }

    protected final @Nullable GatewayMerchant merchant(@Nullable String id) {
        return id == null ? null : merchants.get(id);
    }

    /** Where its API is; merchants are configured with this address. */
    public URI address(String path) {
        return peer().uri(path);
    }

    @Override
    public void close() {
        callbacks.close();
        super.close();
    }

    // ── For the gateways ────────────────────────────────────────────────────────────────────────────────────────────

    protected final Clock clock() {
        return clock;
    }

    /**
     * Treats one call of the API as the script says.
     *
     * @param reference the order it is about; scripts are by order
     * @param key the caller's id of the call
     * @param effect what the call does, and its answer
     */
    protected final void play(HttpCall call, String reference, String key, Supplier<HttpAnswer> effect)
            throws IOException, InterruptedException {
        Arrival arrival = new Arrival(key, 1, reference, call.path(), call.bodyText());
        Desk.Decision decision = desk().decide(arrival);
        HttpAnswer answer = decision.reference() == null ? HttpAnswer.empty(500) : effect.get();
        Faults.play(call, decision, new Faults.Words() {
            @Override
            public HttpAnswer accepted(String ignored) {
                return answer;
            }

            @Override
            public HttpAnswer refused(int status, String reason) {
                return refusal(reason);
            }
        });
    }

    @Override
    protected final void control(HttpCall call) throws IOException {
        control.handle(call);
    }

    @Override
    protected final void serve(HttpCall call) throws IOException, InterruptedException {
        if (call.method().equals("GET")) {
            call.answer(page(call));
        } else {
            api(call);
        }
    }

    /** Stands for the pay page: whoever gets here has brought the order to the gateway. */
    private HttpAnswer page(HttpCall call) {
        try {
            GatewayOrder order = arrive(peer().uri(call.path() + "?" + call.query()));
            String text = "Đơn hàng " + order.reference() + ": " + order.amount() + " VND. POST /_sim/pay {\"order\":\""
                    + order.reference() + "\"}\n";
            return new HttpAnswer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
        } catch (IllegalArgumentException unknown) {
            return HttpAnswer.of(400, "text/plain; charset=utf-8", String.valueOf(unknown.getMessage()));
        }
    }

    private GatewayOrder told(GatewayOrder order) {
        Treatment treatment = callbacks.decide(order.reference());
        CallbackCall call = callback(order, treatment);
        if (call != null) {
            callbacks.send(order.reference(), call, treatment);
        }
        return order;
    }
}
