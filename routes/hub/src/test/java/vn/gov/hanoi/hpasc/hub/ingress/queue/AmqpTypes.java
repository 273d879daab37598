package vn.gov.hanoi.hpasc.hub.ingress.queue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Decimal128;
import org.apache.qpid.proton.amqp.Decimal32;
import org.apache.qpid.proton.amqp.Decimal64;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedByte;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** A value of every AMQP type, and how sections are encoded. */
final class AmqpTypes {

    static final UUID ID = UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");

    private AmqpTypes() {}

    /** A value with a descriptor of its own, which nobody knows. */
    record Described(Object descriptor, Object described) implements DescribedType {
        @Override
        public Object getDescriptor() {
            return descriptor;
        }

        @Override
        public Object getDescribed() {
            return described;
        }
    }

    static Map<String, Object> every() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("null", null);
        values.put("boolean", true);
        values.put("ubyte", UnsignedByte.valueOf((byte) -1));
        values.put("ushort", UnsignedShort.valueOf((short) -1));
        values.put("uint", UnsignedInteger.MAX_VALUE);
        values.put("ulong", UnsignedLong.valueOf(new BigInteger("18446744073709551615")));
        values.put("byte", (byte) -7);
        values.put("short", (short) -7);
        values.put("int", -7);
        values.put("long", Long.MIN_VALUE);
        values.put("float", 1.5f);
        values.put("double", Double.NaN);
        values.put("decimal32", new Decimal32(new BigDecimal("1.5")));
        values.put("decimal64", new Decimal64(new BigDecimal("1.5")));
        values.put("decimal128", new Decimal128(new byte[16]));
        values.put("char", 'ế');
        values.put("timestamp", new Date(0));
        values.put("timestamp-first", new Date(Long.MIN_VALUE));
        values.put("uuid", ID);
        values.put("binary", new Binary(new byte[] {0, -1, 7}));
        values.put("string", "Hồ sơ");
        values.put("symbol", Symbol.valueOf("symbol"));
        values.put("list", Arrays.asList(1, "two", null, ID));
        values.put("empty-list", List.of());
        values.put("map", Map.of("a", Map.of("b", List.of(1L))));
        values.put("map-of-odd-keys", Map.of(ID, 1, 7L, Map.of()));
        values.put("array", new Integer[] {1, 2, 3});
        values.put("array-of-strings", new String[] {"a", "b"});
        values.put("array-of-uuids", new UUID[] {ID});
        values.put("described", new Described(Symbol.valueOf("x:y"), List.of("z")));
        values.put("described-by-number", new Described(UnsignedLong.valueOf(4711), "z"));
        values.put("nested", List.of(Map.of("k", List.of(new Described(Symbol.valueOf("d"), ID)))));
        return values;
    }

    /** The encoded sections, one after the other. */
    static byte[] encode(Object... sections) {
        DecoderImpl decoder = new DecoderImpl();
        EncoderImpl encoder = new EncoderImpl(decoder);
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
        ByteBuffer buffer = ByteBuffer.allocate(4 << 20);
        encoder.setByteBuffer(buffer);
        for (Object section : sections) {
            encoder.writeObject(section);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
