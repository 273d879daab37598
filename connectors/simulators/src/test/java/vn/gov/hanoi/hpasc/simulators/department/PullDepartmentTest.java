package vn.gov.hanoi.hpasc.simulators.department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;
import vn.gov.hanoi.hpasc.simulators.peer.HttpAnswer;
import vn.gov.hanoi.hpasc.simulators.peer.HttpCall;
import vn.gov.hanoi.hpasc.simulators.peer.HttpPeer;

class PullDepartmentTest {

    private static final String EMPTY = "{\"deliveries\":[]}";

    private final AtomicReference<String> waiting = new AtomicReference<>(EMPTY);
    private final Queue<String> reports = new ConcurrentLinkedQueue<>();
    private final HttpPeer hub = HttpPeer.start(0, this::hub);
    private final PullDepartment department = PullDepartment.start(hub.uri("/"), () -> "token");

    @AfterEach
    void stop() {
        department.close();
        hub.close();
    }

    @Test
    void fetchesAndReportsThatItTookIt() {
        waiting.set(lease("k-1"));

        await().until(() -> reports.size() == 1);

        assertThat(reports.peek()).startsWith("/api/v1/inbox/d-k-1/outcome {\"accepted\":true,\"reference\":\"TN-");
        assertThat(department.intake().byKey("k-1")).isPresent();
    }

    @Test
    void reportsABusinessNoWithItsReason() {
        department.script().next(new Behaviour.Refuse(422, "Hồ sơ không thuộc thẩm quyền"));
        waiting.set(lease("k-1"));

        await().until(() -> reports.size() == 1);

        assertThat(reports.peek()).contains("{\"accepted\":false,\"reason\":\"Hồ sơ không thuộc thẩm quyền\"}");
        assertThat(department.intake().size()).isZero();
    }

    @Test
    void waitsForAHubThatIsAway() {
        hub.goDown();
        waiting.set(lease("k-1"));
        hub.comeBack();

        await().until(() -> department.intake().byKey("k-1").isPresent());
    }

    /** Leases until the outcome is told, as the hub does: an answer may be lost on its way. */
    private void hub(HttpCall call) throws IOException {
        if (call.method().equals("GET")) {
            call.answer(HttpAnswer.json(200, waiting.get()));
        } else {
            waiting.set(EMPTY);
            reports.add(call.path() + " " + call.bodyText());
            call.answer(HttpAnswer.empty(204));
        }
    }

    private static String lease(String key) {
        return """
                {"deliveries":[{"deliveryId":"d-%s","idempotencyKey":"%s","sequence":1,"attempt":1,\
                "leasedUntil":"2026-11-23T08:01:00Z","message":{"subject":"H26.103-261123-0001",\
                "type":"vn.gov.hanoi.hpasc.dossier.withdrawn.v1","data":{}}}]}""".formatted(key, key);
    }
}
