package vn.gov.hanoi.hpasc.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

class UnverifiedBodiesTest {

    private static final Peer MANY = new Peer("127.0.0.9");
    private static final Peer ONE = new Peer("127.0.0.1");

    private final UnverifiedBodies bodies = new UnverifiedBodies(3, 2);

    @Test
    void onlySoManyAreReadAtTheSameTimeOfAPeerAndOfAll() {
        UnverifiedBodies.Place first = bodies.begin(MANY, null);
        bodies.begin(MANY, null);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> bodies.begin(MANY, null));
        bodies.begin(ONE, null);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> bodies.begin(ONE, null));
        first.close();
        first.close();
        assertThat(bodies.count()).isEqualTo(2);
        bodies.begin(ONE, null);
        assertThat(bodies.count()).isEqualTo(3);
    }
}
