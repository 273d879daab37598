package vn.gov.hanoi.hpasc.simulators.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.simulators.peer.Arrival;
import vn.gov.hanoi.hpasc.simulators.peer.Desk;
import vn.gov.hanoi.hpasc.simulators.peer.Faults;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpSystem;

/** The national portal as its adapter shows it: one address, a login, and operations named in the body. */
public final class PortalSystem extends HttpSystem {

    private static final String PATH = "/VXPAdapter/RestService/forward";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PortalControl portalControl;
    private final PortalBooks books = new PortalBooks();
    private final PortalFaults faults = new PortalFaults();
    private final PortalCatalogue catalogue = new PortalCatalogue();
    private final PortalCounter counter;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile PortalChaos chaos = PortalChaos.NONE;
    private volatile String password = "";

    private PortalSystem(Clock clock) {
        super(clock);
        this.counter = new PortalCounter(books, catalogue);
        this.portalControl = new PortalControl(this);
    }

    /** Starts on {@code port}, or on a free one when it is 0. */
    public static PortalSystem start(int port) {
        PortalSystem portal = new PortalSystem(Clock.systemUTC());
        portal.listen(port);
        return portal;
    }

    /** The address below which the adapter forwards. */
    public URI endpoint() {
        return peer().uri(PATH);
    }

    /** What the portal has. */
    public PortalBooks books() {
        return books;
    }

    public PortalFaults faults() {
        return faults;
    }

    public PortalCatalogue catalogue() {
        return catalogue;
    }

    /** How often somebody logged in. */
    public int logins() {
        return logins.get();
    }

    /** How often {@code service} was called, whatever became of it. */
    public int calls(String service) {
        AtomicInteger count = calls.get(service);
        return count == null ? 0 : count.get();
    }

    /** All sessions are over. */
    public void expireSessions() {
        sessions.clear();
    }

    /** Only this password logs in; any does when it is empty. */
    public void password(String only) {
        this.password = only;
    }

    /** Lets {@code percent} of all calls go wrong, in turns that {@code seed} decides. */
    public void chaos(long seed, int percent) {
        this.chaos = new PortalChaos(seed, percent);
    }

    /** All goes well again. */
    public void calm() {
        chaos = PortalChaos.NONE;
        faults.clear();
        script().clear();
    }

    @Override
    protected void control(HttpCall call) throws IOException, InterruptedException {
        if (!portalControl.handle(call)) {
            super.control(call);
        }
    }

    @Override
    protected void serve(HttpCall call) throws IOException, InterruptedException {
        try {
            JsonNode asked = JSON.readTree(call.body());
            if (!call.method().equals("POST") || call.header("dstcode") == null) {
                call.answer(PortalAnswers.failure("-1", "Thiếu dstcode hoặc không phải POST"));
            } else if (asked.has("username")) {
                login(call, asked);
            } else {
                answer(call, asked);
            }
        } catch (JsonProcessingException notJson) {
            call.answer(PortalAnswers.failure("-1", "Dữ liệu không phải JSON"));
        }
    }

    private void login(HttpCall call, JsonNode asked) throws IOException {
        count("login");
        PortalFault fault = faults.decide("", "login");
        if (fault instanceof PortalFault.Code code) {
            call.answer(PortalAnswers.failure(code.code(), code.message()));
        } else if (!password.isEmpty()
                && !password.equals(asked.path("password").asText())) {
            call.answer(PortalAnswers.failure("-1", "Sai tên đăng nhập hoặc mật khẩu"));
        } else {
            logins.incrementAndGet();
            String session = UUID.randomUUID().toString();
            sessions.add(session);
            call.answer(PortalAnswers.session(session));
        }
    }

    private void answer(HttpCall call, JsonNode asked) throws IOException, InterruptedException {
        String service = asked.path("service").asText();
        String dossier = dossierOf(asked);
        count(service);
        PortalFault fault = faults.decide(dossier, service);
        if (fault == null) {
            fault = chaos.fault(service);
        }
        if (fault instanceof PortalFault.ExpireSession) {
            sessions.clear();
            fault = null;
        }
        if (!sessions.contains(asked.path("session").asText())) {
            call.answer(PortalAnswers.failure("-1", "Session không hợp lệ hoặc đã hết hạn"));
            return;
        }
        Arrival arrival = arrival(service, dossier, (ObjectNode) asked);
        chaos.behaviour().ifPresent(behaviour -> script().nextFor(dossier, behaviour));
        Desk.Decision decision = desk().decide(arrival);
        HttpAnswer answer =
                decision.reference() == null ? PortalAnswers.failure("-1", "") : counter.answer(service, asked, fault);
        Faults.play(call, decision, new Words(answer));
    }

    private synchronized Arrival arrival(String service, String dossier, ObjectNode asked) {
        ObjectNode content = asked.deepCopy();
        content.remove("session");
        String key = service + ":" + content.toString();
        if (seen.add(key)) {
            sequences.merge(dossier, 1L, Long::sum);
        }
        return new Arrival(key, sequences.getOrDefault(dossier, 1L), dossier, service, content.toString());
    }

    private void count(String service) {
        calls.computeIfAbsent(service, none -> new AtomicInteger()).incrementAndGet();
    }

    private static String dossierOf(JsonNode asked) {
        String asking = asked.path("mahoso").asText("");
        return asking.isEmpty() ? asked.path("data").path(0).path("MaHoSo").asText("") : asking;
    }

    /** The portal says yes and no with 200 and a code of its own, whatever status a script asks for. */
    private record Words(HttpAnswer answer) implements Faults.Words {

        @Override
        public HttpAnswer accepted(@Nullable String reference) {
            return answer;
        }

        @Override
        public HttpAnswer refused(int status, String reason) {
            return PortalAnswers.failure("-1", reason);
        }
    }
}
