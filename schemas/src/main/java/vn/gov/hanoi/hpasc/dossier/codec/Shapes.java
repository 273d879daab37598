package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import vn.gov.hanoi.hpasc.dossier.MessageType;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;

/** The compiled shapes of the data of all message types. */
final class Shapes {

    private static final Map<MessageType, Structure> DATA = compiled();

    private Shapes() {}

    static Structure of(MessageType type) {
        return Objects.requireNonNull(DATA.get(type));
    }

    private static Map<MessageType, Structure> compiled() {
        ShapeCompiler compiler = new ShapeCompiler();
        Map<MessageType, Structure> data = new EnumMap<>(MessageType.class);
        for (MessageType type : MessageType.values()) {
            data.put(type, compiler.structure(type.dataClass(), type.what() + ".schema.json"));
        }
        return data;
    }
}
