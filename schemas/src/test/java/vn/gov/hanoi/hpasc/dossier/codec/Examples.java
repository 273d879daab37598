package vn.gov.hanoi.hpasc.dossier.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import vn.gov.hanoi.hpasc.dossier.MessageType;

/** The examples that lie beside the schemas. */
final class Examples {

    static final String FOLDER = "/vn/gov/hanoi/hpasc/schemas/exchange/v1/";

    private Examples() {}

    static byte[] json(MessageType type) {
        return file("examples/" + type.what() + ".json");
    }

    static String text(MessageType type) {
        return new String(json(type), StandardCharsets.UTF_8);
    }

    static byte[] file(String name) {
        try (InputStream in = Examples.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
