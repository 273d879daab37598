package vn.gov.hanoi.hpasc.hub.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.http.HttpGuards;

/** The hub as it ships against peers that announce much and send little. */
class DrippingPeersTest {

    private static final String STRANGER = "127.0.0.9";
    private static final int PER_PEER = 400;
    private static final long FIRST_BUFFER = 8 * 1024;
    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    private final List<Socket> sockets = new ArrayList<>();
    private IngressStack hub;
    private HttpGuards guards;
    private int openBefore;

    @BeforeEach
    void fresh() {
        hub = IngressStack.fresh();
        guards = hub.bean(HttpGuards.class);
        openBefore = guards.publicPort().open();
    }

    @AfterEach
    void everythingIsGivenBack() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        await().untilAsserted(() -> {
            assertThat(guards.budget().used()).isZero();
            assertThat(guards.publicPort().open()).isLessThanOrEqualTo(openBefore + 1);
        });
        isAccepted("afterwards");
    }

    private void isAccepted(String id) {
        assertThat(hub.post(IngressStack.CORE, "/api/v1/messages", EVENT, Samples.submitted("drip-" + id))
                        .statusCode())
                .isEqualTo(202);
    }

    private void open(String request) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getByName(STRANGER), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", hub.port()));
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException closedAlready) {
            // the excess is closed
        }
    }

    @Test
    void aThousandStrangersBodiesThatNeverComeKeepNobodyOut() throws IOException {
        for (int i = 0; i < 1000; i++) {
            open("POST /api/v1/messages HTTP/1.1\r\nHost: hub\r\nContent-Type: " + EVENT
                    + "\r\nContent-Length: 1000000\r\n\r\n{");
            if (i % 100 == 0) {
                isAccepted("strangers-" + i);
            }
        }
        assertThat(guards.publicPort().open()).isBetween(1, PER_PEER + openBefore + 1);
        assertThat(guards.budget().used())
                .as("who is not known has nothing read")
                .isZero();
        isAccepted("strangers");
    }

    @Test
    void batchesThatWereOnlyAnnouncedTakeNoMemory() throws IOException {
        String token = hub.token(IngressStack.LAND);
        for (int i = 0; i < 230; i++) {
            open("POST /api/v1/messages HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + token + "\r\nContent-Type: "
                    + BATCH + "\r\nContent-Length: 5000000\r\n\r\n");
        }
        await().untilAsserted(() -> assertThat(guards.budget().used("caller " + IngressStack.LAND))
                .as("it counts for the agency, not for its address")
                .isBetween(FIRST_BUFFER, 230 * FIRST_BUFFER));
        isAccepted("announced");
    }
}
