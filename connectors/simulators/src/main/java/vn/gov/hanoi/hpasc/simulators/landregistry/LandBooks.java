package vn.gov.hanoi.hpasc.simulators.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dossiers the land registry has, each with what the one-stop told about it. */
public final class LandBooks {

    private static final String EXISTS = "Hồ sơ đã tồn tại";
    private static final String UNKNOWN = "Hồ sơ không tồn tại";

    private final Map<String, Entry> dossiers = new LinkedHashMap<>();
    private int refusedIntakes;

    private static final class Entry {
        final Told intake;
        final List<Told> told = new ArrayList<>();
        int repeats;

        Entry(Told intake) {
            this.intake = intake;
        }
    }

    /**
     * One call that took effect.
     *
     * @param content without the files
     */
    public record Told(LandOperation operation, JsonNode content, List<LandFile> files) {}

    /**
     * What the land registry has of a dossier.
     *
     * @param intake the call that brought it
     * @param told what came afterwards, in the order of arrival
     * @param repeats how many calls came again, the very same
     */
    public record Kept(Told intake, List<Told> told, int repeats) {

        /** The operations after the intake, in order. */
        public List<LandOperation> operations() {
            return told.stream().map(Told::operation).toList();
        }

        /** Whether the result was given out. */
        public boolean returned() {
            return operations().contains(LandOperation.RETURN);
        }
    }

    public synchronized Optional<Kept> dossier(String code) {
        return Optional.ofNullable(dossiers.get(code)).map(LandBooks::kept);
    }

    /** All dossiers, by code, in the order of arrival. */
    public synchronized Map<String, Kept> all() {
        Map<String, Kept> all = new LinkedHashMap<>();
        dossiers.forEach((code, entry) -> all.put(code, kept(entry)));
        return all;
    }

    public synchronized int size() {
        return dossiers.size();
    }

    /** How many dossiers came that were there already. */
    public synchronized int refusedIntakes() {
        return refusedIntakes;
    }

    synchronized void clear() {
        dossiers.clear();
        refusedIntakes = 0;
    }

    /** Why not; null when it is in the books now. */
    synchronized @Nullable String take(String code, Told told) {
        Entry entry = dossiers.get(code);
        if (told.operation() == LandOperation.INTAKE) {
            if (entry != null) {
                refusedIntakes++;
                return EXISTS;
            }
            dossiers.put(code, new Entry(told));
            return null;
        }
        if (entry == null) {
            return UNKNOWN;
        }
        if (entry.told.contains(told)) {
            entry.repeats++;
        } else {
            entry.told.add(told);
        }
        return null;
    }

    private static Kept kept(Entry entry) {
        return new Kept(entry.intake, List.copyOf(entry.told), entry.repeats);
    }
}
