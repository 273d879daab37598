package vn.gov.hanoi.hpasc.hub.callback.landregistry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials.Shown;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Authenticates the land registry, before anything else of a call is looked at. */
@Component
class LandDoor {

    private final String header;
    private final boolean secretInPath;
    private final PartnerCredentials credentials;

    LandDoor(LandCallbackProperties properties, KeyFolder keys) throws IOException {
        this.header = properties.header();
        this.secretInPath = properties.secretInPath();
        this.credentials = new PartnerCredentials(
                "land-registry", secrets(properties, keys), properties.certificates(), properties.allowedAddresses());
    }

    private static List<String> secrets(LandCallbackProperties properties, KeyFolder keys) throws IOException {
        List<String> all = new ArrayList<>(properties.secrets());
        Path file = properties.secretFile();
        if (file != null) {
            Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(all::add);
        } else if (all.isEmpty() && properties.createMissingSecret()) {
            all.add(PrivateFiles.secret(keys.folder().resolve("land-registry-callback.key")));
        }
        return all;
    }

    /** Whether a secret may stand in the address. */
    boolean takesSecretsInPath() {
        return secretInPath;
    }

    /** The header that is never kept as it came. */
    String secretHeader() {
        return header.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether it is the land registry that calls.
     *
     * @param inPath the secret in the address; null when there was none
     */
    boolean admits(HttpRequest request, @Nullable String inPath) {
        List<String> said = inPath == null ? request.headerValues(header) : List.of(inPath);
        return credentials.admits(new Shown(said, request.clientCertificate(), request.remoteAddress()));
    }
}
