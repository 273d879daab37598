package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Field;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Listing;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Text;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Whole;

/** Writes JSON as RFC 8785 wants it (no white space, its escapes, UTF-8), save for the order of members: that is the caller's. */
final class JsonOut {

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes = new byte[2048];
    private int size;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    byte[] buffer() {
        return bytes;
    }

    int size() {
        return size;
    }

    JsonOut raw(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    JsonOut raw(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    /** What another writer wrote, from {@code from} on. */
    JsonOut rest(byte[] written, int from) {
        room(written.length - from);
        System.arraycopy(written, from, bytes, size, written.length - from);
        size += written.length - from;
        return this;
    }

    /** A member's name or a string value, made canonical first. */
    JsonOut text(String text) {
        String canonical = Texts.canonical(text);
        room(2 + 6 * canonical.length());
        bytes[size++] = '"';
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (c >= 0x80) {
                i = wide(canonical, i);
            } else if (c < 0x20 || c == '"' || c == '\\') {
                escape(c);
            } else {
                bytes[size++] = (byte) c;
            }
        }
        bytes[size++] = '"';
        return this;
    }

    private int wide(String text, int i) {
        int point = text.codePointAt(i);
        if (point < 0x800) {
            bytes[size++] = (byte) (0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                bytes[size++] = (byte) (0xE0 | (point >> 12));
            } else {
                bytes[size++] = (byte) (0xF0 | (point >> 18));
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            }
            bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (point & 0x3F));
        return point < 0x10000 ? i : i + 1;
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        int shortForm = "\b\t\n\f\r\"\\".indexOf(c);
        if (shortForm >= 0) {
            bytes[size++] = (byte) "btnfr\"\\".charAt(shortForm);
            return;
        }
        bytes[size++] = 'u';
        bytes[size++] = '0';
        bytes[size++] = '0';
        bytes[size++] = HEX[c >> 4];
        bytes[size++] = HEX[c & 0xF];
    }

    JsonOut whole(long number) {
        return raw(Long.toString(number));
    }

    /** A value of a shape; members in the order {@code order} gives. */
    void value(Shape shape, Object value, Function<Structure, List<Field>> order) {
        switch (shape) {
            case Text text -> text(text.text().apply(value));
            case Whole whole -> whole(whole.number().applyAsLong(value));
            case Structure structure -> structure(order.apply(structure), value, order);
            case Listing listing -> listing(listing, (List<?>) value, order);
        }
    }

    private void structure(List<Field> fields, Object value, Function<Structure, List<Field>> order) {
        char before = '{';
        for (Field field : fields) {
            @Nullable Object member = field.of(value);
            if (member != null) {
                raw(before).raw(field.json());
                value(field.shape(), member, order);
                before = ',';
            }
        }
        if (before == '{') {
            raw('{');
        }
        raw('}');
    }

    private void listing(Listing shape, List<?> items, Function<Structure, List<Field>> order) {
        raw('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                raw(',');
            }
            value(shape.item(), items.get(i), order);
        }
        raw(']');
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
