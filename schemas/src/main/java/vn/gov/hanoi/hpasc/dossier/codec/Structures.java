package vn.gov.hanoi.hpasc.dossier.codec;

import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Field;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Listing;
import vn.gov.hanoi.hpasc.dossier.codec.Shape.Structure;

/** What holds for records and lists on every wire, once their members are read. */
final class Structures {

    private Structures() {}

    /**
     * The record of {@code values}; null when anything is at fault.
     *
     * @param present one bit for each field that was there, right or wrong
     */
    static @Nullable Object finish(Structure shape, @Nullable Object[] values, long present, Faults faults) {
        if ((shape.required() & ~present) != 0) {
            for (Field field : shape.fields()) {
                if (field.required() && (present & field.bit()) == 0) {
                    faults.addAt(field.name(), "is required");
                }
            }
        }
        return faults.none() ? shape.create(values) : null;
    }

    static void counted(Listing shape, int count, Faults faults) {
        if (count > shape.most()) {
            faults.add("has more than " + shape.most() + " items");
        } else if (count < shape.least()) {
            faults.add("has fewer than " + shape.least() + " items");
        }
    }
}
