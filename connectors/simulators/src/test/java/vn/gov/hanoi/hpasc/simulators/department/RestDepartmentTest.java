package vn.gov.hanoi.hpasc.simulators.department;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.gov.hanoi.hpasc.simulators.junit.Simulated;
import vn.gov.hanoi.hpasc.simulators.peer.Behaviour;

class RestDepartmentTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @RegisterExtension
    final Simulated<RestDepartment> department = Simulated.by(() -> RestDepartment.start(0));

    @Test
    void takesEachKeyOnceAndAnswersTheRepeatTheSame() throws Exception {
        String first = deliver("k-1", 1).body();
        String again = deliver("k-1", 1).body();

        assertThat(again).isEqualTo(first).contains("reference");
        assertThat(department.system().intake().all())
                .singleElement()
                .satisfies(received -> assertThat(received.repeats()).isEqualTo(1));
    }

    @Test
    void noticesWhenADossiersMessagesComeOutOfOrder() throws Exception {
        deliver("k-1", 1);
        deliver("k-3", 3);
        deliver("k-2", 2);

        assertThat(department.system().intake().disorder()).hasSize(2);
    }

    @Test
    void refusesWhatIsNotADelivery() throws Exception {
        HttpResponse<String> answer = post(department.system().endpoint(), "application/cloudevents+json", "k", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(department.system().intake().size()).isZero();
    }

    @Test
    void isDirectedAndLookedAtOverHttp() throws Exception {
        URI script = department.system().peer().uri("/_sim/script");
        post(script, "application/json", "k", "{\"dossier\":\"H26.103-261123-0001\",\"next\":[\"status:503\"]}");

        assertThat(deliver("k-1", 1).statusCode()).isEqualTo(503);
        assertThat(deliver("k-1", 1).statusCode()).isEqualTo(202);
        assertThat(get("/_sim/received?dossier=H26.103-261123-0001").body()).contains("\"key\":\"k-1\"");
        assertThat(get("/_sim/received?dossier=H26.103-261123-0002").body()).isEqualTo("[]");
        assertThat(get("/_sim/summary").body()).contains("\"calls\":2");
    }

    @Test
    void saysWhatIsWrongWithAScript() throws Exception {
        URI script = department.system().peer().uri("/_sim/script");

        HttpResponse<String> answer = post(script, "application/json", "k", "{\"always\":\"explode\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("explode");
    }

    @Test
    void resetsWithRst() throws Exception {
        department.system().script().always(new Behaviour.Reset());
        URI endpoint = department.system().endpoint();

        try (Socket socket = new Socket("127.0.0.1", endpoint.getPort())) {
            socket.getOutputStream().write(request("k-1", 1).getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();

            assertThatThrownBy(in::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void isRefusedWhileDownAndKeepsItsPort() throws Exception {
        deliver("k-1", 1);
        department.system().goDown();
        assertThatThrownBy(() -> deliver("k-2", 2)).isInstanceOf(ConnectException.class);

        department.system().comeBack();
        assertThat(deliver("k-2", 2).statusCode()).isEqualTo(202);
        assertThat(department.system().intake().size()).isEqualTo(2);
    }

    private HttpResponse<String> deliver(String key, int sequence) throws Exception {
        return post(department.system().endpoint(), "application/cloudevents+json", key, event(key, sequence));
    }

    private static HttpResponse<String> post(URI uri, String type, String key, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(department.system().peer().uri(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String request(String key, int sequence) {
        String body = event(key, sequence);
        return "POST /dossiers HTTP/1.1\r\nHost: x\r\nContent-Type: application/cloudevents+json\r\nIdempotency-Key: "
                + key + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String event(String key, int sequence) {
        return """
                {"specversion":"1.0","id":"m-%d","source":"/agencies/H26.01","subject":"H26.103-261123-0001",\
                "type":"vn.gov.hanoi.hpasc.dossier.withdrawn.v1","time":"2026-11-23T08:00:00+07:00","exchangeid":"x","idempotencykey":"%s",\
                "sequence":%d,"data":{}}""".formatted(sequence, key, sequence);
    }
}
