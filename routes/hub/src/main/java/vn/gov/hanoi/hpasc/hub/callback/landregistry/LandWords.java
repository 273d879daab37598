package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.gov.hanoi.hpasc.dossier.Officer;
import vn.gov.hanoi.hpasc.hub.callback.landregistry.LandCallbackProperties.Person;

/** What a call says, field by field. Says what is missing or makes no sense; makes nothing up. */
final class LandWords {

    private final LandOperation operation;
    private final ObjectNode body;
    private final LandCallbackProperties properties;
    private final LandTimes times;

    LandWords(LandOperation operation, ObjectNode body, LandCallbackProperties properties, LandTimes times) {
        this.operation = operation;
        this.body = body;
        this.properties = properties;
        this.times = times;
    }

    LandOperation operation() {
        return operation;
    }

    /** The first of {@code fields} that says anything; null when none does. */
    @Nullable
    String text(String... fields) {
        return text(body, fields);
    }

    static @Nullable String text(JsonNode said, String... fields) {
        for (String field : fields) {
            JsonNode value = said.path(field);
            String text = value.isTextual() || value.isNumber() ? value.asText() : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    String required(String field) {
        String text = text(field);
        if (text == null) {
            throw new NotTaken("Thiếu /" + field);
        }
        return text;
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = body.path(field);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? value.intValue() == 1 : otherwise;
    }

    JsonNode node(String field) {
        return body.path(field);
    }

    Instant requiredTime(String field) {
        Instant time = time(field, false);
        if (time == null) {
            throw new NotTaken("Thiếu /" + field);
        }
        return time;
    }

    /** A deadline; null when there is none. */
    @Nullable
    Instant deadline(String field) {
        return time(field, true);
    }

    /** The first of {@code fields} that says when. */
    @Nullable
    Instant anyTime(String... fields) {
        for (String field : fields) {
            Instant time = time(field, false);
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private @Nullable Instant time(String field, boolean endOfDay) {
        String text = text(field);
        if (text == null || LandTimes.none(text)) {
            return null;
        }
        Instant time = times.read(text, properties.zone(operation, field), endOfDay);
        if (time == null) {
            throw new NotTaken("/" + field + " không phải thời điểm hợp lệ (yyyyMMddHHmmss, yyyy-MM-ddTHH:mm:ss,"
                    + " dd/MM/yyyy HH:mm:ss)");
        }
        return time;
    }

    /** Who acted: by name where our catalogue has the code, else by the code itself. */
    @Nullable
    Officer officer(String... fields) {
        String code = text(fields);
        if (code == null) {
            return null;
        }
        Person person = properties.officers().get(code);
        return person == null
                ? new Officer(code, null, null)
                : new Officer(person.name(), person.title(), person.unit());
    }

    Officer requiredOfficer(String... fields) {
        Officer officer = officer(fields);
        if (officer == null) {
            throw new NotTaken("Thiếu /" + fields[0]);
        }
        return officer;
    }

    /** The files of a field: one object or several. Those without a name and a link say nothing. */
    List<LandFile> files(String field) {
        JsonNode said = body.path(field);
        List<LandFile> files = new ArrayList<>();
        (said.isObject() ? List.of(said) : said).forEach(file -> {
            String link = text(file, "LinkFile");
            String name = text(file, "TenGiayTo");
            if (name != null || link != null) {
                files.add(
                        new LandFile(name == null ? named(String.valueOf(link)) : name, text(file, "KieuFile"), link));
            }
        });
        return files;
    }

    /** A file without a name is called as its address ends. */
    private static String named(String link) {
        String path = link.replaceAll("[?#].*$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? "Tệp đính kèm" : last.substring(0, Math.min(200, last.length()));
    }

    /** What a code of a configured table means; null when it is not in it. */
    static <V> @Nullable V in(Map<String, V> table, String code) {
        return table.get(code.toLowerCase(java.util.Locale.ROOT));
    }
}
