package vn.gov.hanoi.hpasc.simulators.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dossiers the portal has, each with its progress. A progress row that is there already, field by field, is not added. */
public final class PortalBooks {

    private final Map<String, Entry> dossiers = new LinkedHashMap<>();
    private int repeatedRows;
    private int refusedInserts;

    private static final class Entry {
        JsonNode row;
        int inserts;
        int updates;
        final List<JsonNode> progress = new ArrayList<>();

        Entry(JsonNode row) {
            this.row = row;
        }
    }

    /**
     * What the portal has of a dossier.
     *
     * @param row as the last push said
     * @param inserts how often it was inserted: 1, or something is wrong
     * @param updates how often it was updated
     * @param progress in the order of arrival
     */
    public record Kept(JsonNode row, int inserts, int updates, List<JsonNode> progress) {

        /** The status it shows. */
        public String status() {
            return row.path("TrangThaiHoSo").asText();
        }

        /** The statuses of its progress, in order. */
        public List<String> steps() {
            return progress.stream()
                    .map(step -> step.path("TrangThai").asText())
                    .toList();
        }
    }

    public synchronized Optional<Kept> dossier(String code) {
        return Optional.ofNullable(dossiers.get(code)).map(PortalBooks::kept);
    }

    /** All dossiers, by code, in the order of arrival. */
    public synchronized Map<String, Kept> all() {
        Map<String, Kept> all = new LinkedHashMap<>();
        dossiers.forEach((code, entry) -> all.put(code, kept(entry)));
        return all;
    }

    /** How many progress rows came again. */
    public synchronized int repeatedRows() {
        return repeatedRows;
    }

    /** How many inserts of a dossier that is there were refused. */
    public synchronized int refusedInserts() {
        return refusedInserts;
    }

    /** Loses a dossier, as portals do. */
    public synchronized void lose(String code) {
        dossiers.remove(code);
    }

    /** Shows another status than the last push said. */
    public synchronized void bend(String code, String status) {
        Entry entry = dossiers.get(code);
        if (entry != null) {
            entry.row = ((com.fasterxml.jackson.databind.node.ObjectNode) entry.row.deepCopy())
                    .put("TrangThaiHoSo", status);
        }
    }

    synchronized void clear() {
        dossiers.clear();
        repeatedRows = 0;
        refusedInserts = 0;
    }

    /** Why not; null when it is in the books now. */
    synchronized @Nullable String push(String code, JsonNode row, boolean update) {
        Entry entry = dossiers.get(code);
        if (update) {
            if (entry == null) {
                return "Hồ sơ không tồn tại";
            }
            entry.row = row;
            entry.updates++;
            return null;
        }
        if (entry != null) {
            refusedInserts++;
            return "Hồ sơ đã tồn tại";
        }
        Entry added = new Entry(row);
        added.inserts = 1;
        dossiers.put(code, added);
        return null;
    }

    /** Why not; null when the row is in the books now. */
    synchronized @Nullable String progress(String code, JsonNode row) {
        Entry entry = dossiers.get(code);
        if (entry == null) {
            return "Hồ sơ không tồn tại";
        }
        if (entry.progress.contains(row)) {
            repeatedRows++;
        } else {
            entry.progress.add(row);
        }
        return null;
    }

    private static Kept kept(Entry entry) {
        return new Kept(entry.row, entry.inserts, entry.updates, List.copyOf(entry.progress));
    }
}
