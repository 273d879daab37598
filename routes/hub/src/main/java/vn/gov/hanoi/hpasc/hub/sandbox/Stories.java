package vn.gov.hanoi.hpasc.hub.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.gov.hanoi.hpasc.dossier.DossierMessage;
import vn.gov.hanoi.hpasc.dossier.codec.InvalidMessage;
import vn.gov.hanoi.hpasc.dossier.codec.MessageCodec;

/** The stories of {@code stories.yaml}, told with dossier codes and message ids that no earlier run used. */
final class Stories {

    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final ObjectMapper YAML =
            YAMLMapper.builder().findAndAddModules().build();
    private static final MessageCodec CODEC = new MessageCodec();

    private Stories() {}

    /** A story of this run. */
    record Told(Story story, String dossier, String run) {

        /** The message of step {@code index}, happening {@code now}. */
        DossierMessage message(int index, Instant now) {
            Story.Step step = story.steps().get(index);
            ObjectNode event = YAML.createObjectNode()
                    .put("specversion", "1.0")
                    .put("id", story.name() + "-" + run + "-" + (index + 1))
                    .put("source", "/agencies/" + step.by())
                    .put("type", step.messageType().wire())
                    .put("subject", dossier)
                    .put("time", now.toString())
                    .set("data", step.data());
            String text = event.toString()
                    .replace("{dossier}", dossier)
                    .replace("{run}", run)
                    .replace("{now}", now.truncatedTo(ChronoUnit.SECONDS).toString());
            try {
                return CODEC.fromJson(text.getBytes(StandardCharsets.UTF_8));
            } catch (InvalidMessage invalid) {
                throw new IllegalStateException(
                        story.name() + ", step " + (index + 1) + ": " + invalid.getMessage(), invalid);
            }
        }
    }

    /** All stories, as they would be told from {@code now} on. */
    static List<Told> tell(Instant now) {
        ZonedDateTime local = now.atZone(HANOI);
        long tenths = local.toLocalTime().toSecondOfDay() * 10L + local.getNano() / 100_000_000;
        String run = DAY.format(local) + "-" + tenths;
        List<Told> told = new ArrayList<>();
        for (Story story : read()) {
            long number = tenths * 10 + told.size();
            told.add(new Told(story, "%s-%s-%07d".formatted(story.code(), DAY.format(local), number), run));
        }
        return told;
    }

    private static List<Story> read() {
        try (InputStream file = Stories.class.getResourceAsStream("/sandbox/stories.yaml")) {
            return List.of(YAML.readValue(file, Story[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
