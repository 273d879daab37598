package vn.gov.hanoi.hpasc.hub.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hub's configuration files, each read and checked against its schema: those in the operator's folder, and for
 * what is not there the example shipped with the hub.
 */
public final class ConfigurationFiles {

    private static final List<String> NAMES = List.of("agencies", "routing", "authority", "payments");

    private final Map<String, Entry> roots = new HashMap<>();

    /**
     * Reads them all.
     *
     * @param folder the operator's folder; null for none
     * @throws InvalidConfiguration naming everything wrong in any of them
     */
    public ConfigurationFiles(@Nullable Path folder) {
        Findings findings = new Findings();
        if (folder != null && !Files.isDirectory(folder)) {
            findings.add(Finding.ofProperty("hub.config.dir", "no such folder: " + folder));
        }
        for (String name : NAMES) {
            read(folder, name, findings).ifPresent(root -> roots.put(name, root));
        }
        findings.throwIfAny();
    }

    /** The content of {@code agencies.yaml}. */
    public Entry agencies() {
        return root("agencies");
    }

    /** The content of {@code routing.yaml}. */
    public Entry routing() {
        return root("routing");
    }

    /** The content of {@code authority.yaml}. */
    public Entry authority() {
        return root("authority");
    }

    /** The content of {@code payments.yaml}. */
    public Entry payments() {
        return root("payments");
    }

    private Entry root(String name) {
        Entry root = roots.get(name);
        if (root == null) {
            throw new IllegalStateException("not a configuration file of the hub: " + name);
        }
        return root;
    }

    private static Optional<Entry> read(@Nullable Path folder, String name, Findings findings) {
        Path own = folder == null ? null : folder.resolve(name + ".yaml");
        String shown = own != null && Files.exists(own) ? own.toString() : Entry.SHIPPED + "config/" + name + ".yaml";
        Optional<Entry> root =
                text(shown, bytes(own, name), findings).flatMap(text -> StrictYaml.read(shown, text, findings));
        root.ifPresent(entry -> FileSchema.of(name).check(shown, entry, findings));
        return root;
    }

    private static byte[] bytes(@Nullable Path own, String name) {
        try {
            if (own != null && Files.exists(own)) {
                return Files.readAllBytes(own);
            }
            try (InputStream shipped = ConfigurationFiles.class.getResourceAsStream("/config/" + name + ".yaml")) {
                if (shipped == null) {
                    throw new IllegalStateException("no shipped " + name + ".yaml");
                }
                return shipped.readAllBytes();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<String> text(String file, byte[] bytes, Findings findings) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException wrong) {
            findings.add(new Finding(file, 1, "the file is not UTF-8"));
            return Optional.empty();
        }
    }
}
