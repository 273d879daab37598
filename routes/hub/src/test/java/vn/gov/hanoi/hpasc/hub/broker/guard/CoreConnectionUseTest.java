package vn.gov.hanoi.hpasc.hub.broker.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.junit.jupiter.api.Test;

class CoreConnectionUseTest {

    private final BrokerLimits limits = BrokerLimits.defaults();
    private final UserShare share = new UserShare(limits, false);
    private final CoreConnectionUse use = new CoreConnectionUse(limits, share, 4);

    @Test
    void countsALargeMessageUntilItsLastPart() {
        for (int message = 0; message < 100; message++) {
            assertThat(use.count(packet(PacketImpl.SESS_SEND_LARGE, 10, new byte[100])))
                    .isNull();
            for (int part = 0; part < 19; part++) {
                assertThat(use.count(part(100_000, true))).isNull();
            }
            assertThat(share.held()).isGreaterThan(1_900_000);
            assertThat(use.count(part(100_000, false))).isNull();
            assertThat(share.held()).isZero();
        }
    }

    @Test
    void refusesALargeMessageThatGrowsTooLong() {
        use.count(packet(PacketImpl.SESS_SEND_LARGE, 10, new byte[100]));
        String why = null;
        for (int part = 0; part < 90 && why == null; part++) {
            why = use.count(part(100_000, true));
        }
        assertThat(why).contains("longer than 8388608");
        use.release();
        assertThat(share.held()).isZero();
    }

    @Test
    void refusesAPartThatAnnouncesMoreThanItHas() {
        use.count(packet(PacketImpl.SESS_SEND_LARGE, 10, new byte[100]));
        ByteBuf lying = packet(PacketImpl.SESS_SEND_CONTINUATION, 10, new byte[] {0x7f, 0, 0, 0, 1, 0});
        assertThat(use.count(lying)).contains("announces more");
        assertThat(use.count(packet(PacketImpl.SESS_SEND_CONTINUATION, 10, new byte[] {0})))
                .contains("announces more");
    }

    @Test
    void boundsWhatSessionsLeaveBehind() {
        for (int i = 0; i < limits.links(); i++) {
            assertThat(use.count(packet(PacketImpl.CREATE_PRODUCER, 11, new byte[8])))
                    .isNull();
        }
        assertThat(use.count(packet(PacketImpl.SESS_CREATECONSUMER, 12, new byte[8])))
                .isNotNull();
        use.count(packet(PacketImpl.SESS_CLOSE, 11));
        assertThat(use.count(packet(PacketImpl.SESS_CREATECONSUMER, 12, new byte[8])))
                .isNull();
        for (int i = 0; i < 32; i++) {
            assertThat(use.count(packet(PacketImpl.SESS_ADD_METADATA2, 13, new byte[8])))
                    .isNull();
        }
        assertThat(use.count(packet(PacketImpl.SESS_ADD_METADATA2, 13, new byte[8])))
                .isNotNull();
        for (long session = 14; session < 16; session++) {
            use.count(packet(PacketImpl.SESS_ADD_METADATA2, session, new byte[8]));
        }
        assertThat(use.count(packet(PacketImpl.SESS_ADD_METADATA2, 99, new byte[8])))
                .isNotNull();
    }

    private static ByteBuf part(int bytes, boolean continues) {
        ByteBuf packet = packet(PacketImpl.SESS_SEND_CONTINUATION, 10)
                .writeInt(bytes)
                .writeZero(bytes)
                .writeBoolean(continues);
        return continues ? packet.writeBoolean(false) : packet.writeLong(bytes).writeBoolean(true);
    }

    private static ByteBuf packet(byte type, long channel, byte... body) {
        return Unpooled.buffer().writeByte(type).writeLong(channel).writeBytes(body);
    }
}
