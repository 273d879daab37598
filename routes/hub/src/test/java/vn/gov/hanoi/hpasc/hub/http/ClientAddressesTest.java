package vn.gov.hanoi.hpasc.hub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

    private static String resolved(List<String> proxies, String connection, String... forwarded) {
        return new ClientAddresses(proxies)
                .resolve(connection, List.of(forwarded))
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            10.0.0.1        ; 1.2.3.4                    ; 1.2.3.4
            10.0.0.1        ; 9.9.9.9, 1.2.3.4           ; 1.2.3.4
            10.0.0.1        ; 9.9.9.9, 1.2.3.4, 10.2.0.7 ; 1.2.3.4
            10.0.0.1        ; 10.2.0.7                   ; 10.2.0.7
            10.0.0.1        ; 2001:db8::1                ; 2001:db8:0:0:0:0:0:1
            10.0.0.1        ; [2001:db8::1]:4711         ; 2001:db8:0:0:0:0:0:1
            10.0.0.1        ; 1.2.3.4:4711               ; 1.2.3.4
            10.0.0.1        ; ::ffff:1.2.3.4             ; 1.2.3.4
            10.0.0.1        ; 1.2.3.4,                   ; 10.0.0.1
            10.0.0.1        ; 1.2.3.4, unknown, 10.2.0.7 ; 10.2.0.7
            10.0.0.1        ; unknown                    ; 10.0.0.1
            10.0.0.1        ; localhost                  ; 10.0.0.1
            10.0.0.1        ; 1                          ; 10.0.0.1
            10.0.0.1        ; 1.2.3.4<script>            ; 10.0.0.1
            ::ffff:10.0.0.1 ; 1.2.3.4                    ; 1.2.3.4
            10.0.0.2        ; 1.2.3.4                    ; 10.0.0.2
            1.2.3.4         ; 10.0.0.1                   ; 1.2.3.4
            """)
    void onlyProxiesOfOursAreBelievedAndOnlyAsFarAsTheyVouchForEachOther(
            String connection, String forwarded, String client) {
        assertThat(resolved(List.of("10.0.0.1", "10.2.0.0/16"), connection, forwarded))
                .isEqualTo(client);
    }

    @Test
    void aLineOfAStrangerBeforeThatOfTheProxyIsNotBelieved() {
        assertThat(resolved(List.of("10.0.0.1"), "10.0.0.1", "9.9.9.9", "1.2.3.4"))
                .isEqualTo("1.2.3.4");
    }

    @Test
    void withoutProxiesOfOursTheConnectionSaysWhoCalls() {
        assertThat(resolved(List.of(), "5.6.7.8", "1.2.3.4")).isEqualTo("5.6.7.8");
        assertThat(resolved(List.of(), "fe80::1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void theAddressesOfOneLineAreOnePeer() throws UnknownHostException {
        assertThat(peer("2001:db8:1:2::1")).isEqualTo(peer("2001:db8:1:2:ffff::9"));
        assertThat(peer("2001:db8:1:2::1")).isNotEqualTo(peer("2001:db8:1:3::1"));
        assertThat(peer("::ffff:1.2.3.4")).isEqualTo(peer("1.2.3.4"));
        assertThat(peer("1.2.3.4")).isNotEqualTo(peer("1.2.3.5"));
    }

    private static Peer peer(String address) throws UnknownHostException {
        return Peer.of(InetAddress.getByName(address));
    }
}
