package vn.gov.hanoi.hpasc.dossier.codec;

import java.lang.invoke.MethodHandle;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value may be, as its JSON Schema says, and how Java holds it. Compiled once by {@link ShapeCompiler}. */
sealed interface Shape {

    /**
     * A record.
     *
     * @param fields in the order of the record
     * @param sorted the same in the order of RFC 8785
     * @param byName the same by name
     * @param required one bit for each required field, by its index
     * @param constructor takes an {@code Object[]} with all components
     */
    record Structure(
            List<Field> fields, List<Field> sorted, Map<String, Field> byName, long required, MethodHandle constructor)
            implements Shape {

        static Structure of(List<Field> fields, MethodHandle constructor) {
            Map<String, Field> byName = HashMap.newHashMap(fields.size());
            fields.forEach(field -> byName.put(field.name(), field));
            long required = fields.stream()
                    .filter(Field::required)
                    .mapToLong(Field::bit)
                    .reduce(0, (a, b) -> a | b);
            List<Field> sorted =
                    fields.stream().sorted(Comparator.comparing(Field::name)).toList();
            return new Structure(List.copyOf(fields), sorted, byName, required, constructor);
        }

        /** @throws IllegalArgumentException when the record refuses its values */
        Object create(@Nullable Object[] values) {
            try {
                return (Object) constructor.invokeExact(values);
            } catch (IllegalArgumentException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * A component of a record.
     *
     * @param getter takes the record
     * @param json the name as JSON writes it, with its colon
     */
    record Field(int index, String name, Shape shape, boolean required, MethodHandle getter, String json) {

        static Field of(int index, String name, Shape shape, boolean required, MethodHandle getter) {
            return new Field(index, name, shape, required, getter, "\"" + name + "\":");
        }

        long bit() {
            return 1L << index;
        }

        @Nullable
        Object of(Object structure) {
            try {
                return (Object) getter.invokeExact(structure);
            } catch (Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * A list.
     *
     * @param itemName the element around each item in XML
     */
    record Listing(Shape item, int least, int most, String itemName) implements Shape {}

    /**
     * A text, and whatever Java makes of it.
     *
     * @param pattern null when none, or when {@code of} checks as much
     * @param of throws IllegalArgumentException when the text is not one
     * @param collapsed whether XML may put white space around it
     */
    record Text(
            int least,
            int most,
            @Nullable Pattern pattern,
            Function<String, Object> of,
            Function<Object, String> text,
            boolean collapsed)
            implements Shape {

        /** @throws IllegalArgumentException when the text is not what the schema allows; the message says why */
        Object read(String raw) {
            String canonical = Texts.canonical(raw);
            if (canonical.length() > most && Texts.length(canonical) > most) {
                throw new IllegalArgumentException("has more than " + most + " characters");
            }
            if (canonical.length() < least) {
                throw new IllegalArgumentException("is empty: leave it out when there is nothing to say");
            }
            if (pattern != null && !pattern.matcher(canonical).matches()) {
                throw new IllegalArgumentException("does not match " + pattern.pattern());
            }
            return of.apply(canonical);
        }
    }

    /** A whole number, and whatever Java makes of it. */
    record Whole(long least, long most, LongFunction<Object> of, ToLongFunction<Object> number) implements Shape {

        /** @throws IllegalArgumentException when it is out of bounds */
        Object read(long raw) {
            if (raw < least || raw > most) {
                throw new IllegalArgumentException(outside());
            }
            return of.apply(raw);
        }

        String outside() {
            return "is not between " + least + " and " + most;
        }
    }
}
