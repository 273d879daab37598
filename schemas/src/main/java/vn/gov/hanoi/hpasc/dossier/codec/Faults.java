package vn.gov.hanoi.hpasc.dossier.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage.Fault;

/** What was found wrong so far, and where in the input the reader stands. */
final class Faults {

    private final boolean strict;
    private final List<Object> path = new ArrayList<>();
    private @Nullable List<Fault> found;
    private int count;

    Faults(boolean strict) {
        this.strict = strict;
    }

    void enter(Object step) {
        path.add(step);
    }

    void leave() {
        path.removeLast();
    }

    /** Something is wrong here. */
    void add(String message) {
        count++;
        if (found == null) {
            found = new ArrayList<>();
        }
        if (found.size() < InvalidMessage.MOST_FAULTS) {
            found.add(new Fault(pointer(), message));
        }
    }

    /** Something is wrong with a member of what is here. */
    void addAt(String member, String message) {
        enter(member);
        add(message);
        leave();
    }

    /** A field the contract does not know: ignored, but for strict readers. */
    void unknown(String name) {
        if (strict) {
            addAt(name, "is not a field of this version");
        }
    }

    boolean none() {
        return count == 0;
    }

    /** How many were found, those not kept included. */
    int count() {
        return count;
    }

    List<Fault> all() {
        return found == null ? List.of() : found;
    }

    /** RFC 6901. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Object step : path) {
            pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
