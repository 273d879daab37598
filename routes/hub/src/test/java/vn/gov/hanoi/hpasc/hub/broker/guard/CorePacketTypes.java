package vn.gov.hanoi.hpasc.hub.broker.guard;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;

/** All packet types that the library knows, by the names of its constants. */
public final class CorePacketTypes {

    private CorePacketTypes() {}

    public static Map<String, Byte> all() {
        Map<String, Byte> types = new TreeMap<>();
        for (Field field : PacketImpl.class.getDeclaredFields()) {
            if (field.getType() == byte.class && Modifier.isStatic(field.getModifiers())) {
                try {
                    types.put(field.getName(), field.getByte(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return types;
    }

    /** Whether a client may send packets of {@code type} on {@code channel}. */
    public static boolean isAllowed(byte type, long channel, boolean loggedIn) {
        return CorePackets.isAllowed(type, channel, loggedIn);
    }
}
