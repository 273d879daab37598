package vn.gov.hanoi.hpasc.dossier.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Kind;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Field;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Listing;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Text;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Whole;

/**
 * Reads values of a shape from one pass over a JSON text. Everything wrong is gathered, not only the first; twice the same
 * member and too deep a nesting end the reading at once, also where nobody needs the value.
 */
final class JsonReading {

    /** Objects and arrays within each other, the envelope the first. */
    static final int DEEPEST = 64;

    private final JsonParser parser;
    private final Faults faults;
    private int depth;

    /** @param depth of what the parser stands in */
    JsonReading(JsonParser parser, Faults faults, int depth) {
        this.parser = parser;
        this.faults = faults;
        this.depth = depth;
    }

    /** The value the parser stands on; null when it is at fault. */
    @Nullable
    Object value(Shape shape) throws IOException, InvalidMessage {
        JsonToken token = parser.currentToken();
        return switch (shape) {
            case Text text -> token == JsonToken.VALUE_STRING ? text(text) : wrong("must be a string");
            case Whole whole -> token == JsonToken.VALUE_NUMBER_INT ? whole(whole) : wrong("must be a whole number");
            case Structure structure ->
                token == JsonToken.START_OBJECT ? structure(structure) : wrong("must be an object");
            case Listing list -> token == JsonToken.START_ARRAY ? listing(list) : wrong("must be an array");
        };
    }

    private @Nullable Object text(Text shape) throws IOException {
        try {
            return shape.read(parser.getText());
        } catch (IllegalArgumentException e) {
            faults.add(Envelope.complaint(e));
            return null;
        }
    }

    private @Nullable Object whole(Whole shape) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            faults.add(shape.outside());
            return null;
        }
        try {
            return shape.read(parser.getLongValue());
        } catch (IllegalArgumentException e) {
            faults.add(Envelope.complaint(e));
            return null;
        }
    }

    private @Nullable Object structure(Structure shape) throws IOException, InvalidMessage {
        deeper();
        @Nullable Object[] values = new @Nullable Object[shape.fields().size()];
        Set<String> strangers = Set.of();
        long met = 0;
        long present = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Field field = shape.byName().get(name);
            if (field == null) {
                strangers = stranger(strangers, name);
                faults.unknown(name);
                continue;
            }
            once((met & field.bit()) == 0, name);
            met |= field.bit();
            faults.enter(name);
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                present |= field.bit();
                values[field.index()] = value(field.shape());
            }
            faults.leave();
        }
        depth--;
        return Structures.finish(shape, values, present, faults);
    }

    private @Nullable Object listing(Listing shape) throws IOException, InvalidMessage {
        deeper();
        List<Object> items = new ArrayList<>();
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count >= shape.most()) {
                skip();
            } else {
                faults.enter(count);
                Object item = value(shape.item());
                if (item != null) {
                    items.add(item);
                }
                faults.leave();
            }
            count++;
        }
        depth--;
        Structures.counted(shape, count, faults);
        return List.copyOf(items);
    }

    private @Nullable Object wrong(String message) throws IOException, InvalidMessage {
        faults.add(message);
        skip();
        return null;
    }

    /** Takes notice of a member the contract does not know, and passes over it. */
    Set<String> stranger(Set<String> before, String name) throws IOException, InvalidMessage {
        Set<String> strangers = before.isEmpty() ? new HashSet<>() : before;
        once(strangers.add(name), name);
        parser.nextToken();
        skip();
        return strangers;
    }

    /** Passes over the value the parser stands on, with the same care for doubles and depth. */
    void skip() throws IOException, InvalidMessage {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            deeper();
            Set<String> names = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                once(names.add(parser.currentName()), parser.currentName());
                parser.nextToken();
                skip();
            }
            depth--;
        } else if (token == JsonToken.START_ARRAY) {
            deeper();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                skip();
            }
            depth--;
        } else if (token == JsonToken.VALUE_STRING) {
            parser.getTextLength();
        }
    }

    private void deeper() throws InvalidMessage {
        if (++depth > DEEPEST) {
            throw InvalidMessage.of(Kind.TOO_DEEP, Integer.toString(DEEPEST));
        }
    }

    /** Ends the reading when a member of this name was here before. */
    void once(boolean first, String name) throws InvalidMessage {
        once(first, name, faults);
    }

    static void once(boolean first, String name, Faults faults) throws InvalidMessage {
        if (!first) {
            InvalidMessage.Fault fault = new InvalidMessage.Fault(faults.pointer(), "has a member twice");
            throw new InvalidMessage(
                    Kind.DUPLICATE_KEY, Texts.madeFit(name, 200), List.of(fault), InvalidMessage.Known.NOTHING);
        }
    }
}
