package vn.gov.hanoi.hpasc.simulators.landregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import vn.gov.hanoi.hpasc.schemas.LandRegistryContracts;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpSystem;

/**
 * The land registration office's system as the one-stop calls it, VBDLIS or iLIS. Takes files of any size without keeping
 * them.
 */
public final class LandSystem extends HttpSystem {

    private static final String TOKEN = "/token";

    private final LandFlavour flavour;
    private final LandControl landControl;
    private final LandBooks books = new LandBooks();
    private final LandTokens tokens = new LandTokens();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Long>> places = new HashMap<>();
    private volatile boolean off;

    private LandSystem(LandFlavour flavour, Clock clock) {
        super(clock);
        this.flavour = flavour;
        this.landControl = new LandControl(this);
    }

    private static LandSystem start(LandFlavour flavour, int port) {
        LandSystem system = new LandSystem(flavour, Clock.systemUTC());
        system.listenStreaming(port);
        return system;
    }

    /** Starts VBDLIS on {@code port}, or on a free one when it is 0. */
    public static LandSystem vbdlis(int port) {
        return start(LandFlavour.VBDLIS, port);
    }

    /** Starts iLIS on {@code port}, or on a free one when it is 0. */
    public static LandSystem ilis(int port) {
        return start(LandFlavour.ILIS, port);
    }

    /** The address before the names of the operations. */
    public URI endpoint() {
        return peer().uri(flavour == LandFlavour.VBDLIS ? "/vbdlis/api/" : "/ilis/api/");
    }

    /** Where iLIS gives tokens. */
    public URI tokenAddress() {
        return peer().uri("/ilis" + TOKEN);
    }

    public LandFlavour flavour() {
        return flavour;
    }

    /** What the land registry has. */
    public LandBooks books() {
        return books;
    }

    /** Who gets into iLIS. */
    public LandTokens tokens() {
        return tokens;
    }

    /** Where the clerk can be told to call the hub, see {@link LandControl}; nobody calls before. */
    public void employ(LandClerk clerk) {
        landControl.employ(clerk);
    }

    /** How often {@code operation} was called, whatever became of it. */
    public int calls(LandOperation operation) {
        AtomicInteger count = calls.get(operation.contract());
        return count == null ? 0 : count.get();
    }

    /** Switches the system off without closing its port, for days if need be: every call is answered 503. */
    public void off(boolean off) {
        this.off = off;
    }

    boolean isOff() {
        return off;
    }

    @Override
    protected void control(HttpCall call) throws IOException, InterruptedException {
        if (!landControl.handle(call)) {
            super.control(call);
        }
    }

    @Override
    protected void serve(HttpCall call) throws IOException, InterruptedException {
        if (off) {
            call.answer(HttpAnswer.of(503, "text/plain; charset=utf-8", "Hệ thống tạm ngừng"));
            return;
        }
        if (flavour == LandFlavour.ILIS && call.path().endsWith(TOKEN)) {
            call.answer(tokens.issue(call));
            return;
        }
        LandOperation operation = LandOperation.of(flavour, call.path()).orElse(null);
        if (operation == null || !call.method().equals("POST")) {
            call.answer(HttpAnswer.empty(404));
            return;
        }
        take(call, operation);
    }

    private void take(HttpCall call, LandOperation operation) throws IOException, InterruptedException {
        calls.computeIfAbsent(operation.contract(), none -> new AtomicInteger()).incrementAndGet();
        LandReading.Read read;
        try {
            read = LandReading.read(call.stream());
        } catch (JsonProcessingException notJson) {
            call.answer(LandAnswers.no("Dữ liệu không phải JSON"));
            return;
        }
        if (flavour == LandFlavour.ILIS && !tokens.good(call.header("authorization"))) {
            call.answer(HttpAnswer.json(401, "{\"message\":\"Unauthorized\"}"));
            return;
        }
        Arrival arrival = arrival(operation, read);
        Desk.Decision decision = desk().decide(arrival);
        HttpAnswer answer = decision.reference() == null
                ? LandAnswers.no("")
                : taken(arrival.dossier(), new LandBooks.Told(operation, read.content(), read.files()));
        Faults.play(call, decision, new LandAnswers.Words(answer));
    }

    private HttpAnswer taken(String dossier, LandBooks.Told told) {
        List<String> broken = LandRegistryContracts.faults(told.operation().contract(), told.content());
        if (!broken.isEmpty()) {
            return LandAnswers.no("Dữ liệu không hợp lệ: " + broken);
        }
        String why = books.take(dossier, told);
        return why == null ? LandAnswers.yes() : LandAnswers.no(why);
    }

    /** It has no keys of ours: the very same call again is the repeat. */
    private synchronized Arrival arrival(LandOperation operation, LandReading.Read read) {
        String dossier = read.content().path("SoBienNhan").asText("");
        String text = read.content().toString();
        String key = operation + ":" + Integer.toHexString(text.hashCode()) + ":" + dossier;
        Map<String, Long> keys = places.computeIfAbsent(dossier, none -> new HashMap<>());
        long place = keys.computeIfAbsent(key, none -> keys.size() + 1L);
        return new Arrival(key, place, dossier, operation.at(flavour), text);
    }
}
