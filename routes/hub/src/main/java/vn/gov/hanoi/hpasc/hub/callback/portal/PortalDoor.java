package vn.gov.hanoi.hpasc.hub.callback.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials;
import vn.gov.hanoi.hpasc.hub.identity.PartnerCredentials.Shown;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Authenticates the national portal, before anything else of a call is looked at. */
@Component
class PortalDoor {

    private final String header;
    private final PartnerCredentials credentials;

    PortalDoor(PortalCallbackProperties properties, KeyFolder keys) throws IOException {
        this.header = properties.header();
        this.credentials = new PartnerCredentials(
                "national-portal", keys(properties, keys), properties.certificates(), properties.allowedAddresses());
    }

    private static List<String> keys(PortalCallbackProperties properties, KeyFolder folder) throws IOException {
        List<String> keys = new ArrayList<>(properties.keys());
        keys.add(properties.key());
        Path file = properties.keyFile();
        if (file != null) {
            keys.addAll(Files.readAllLines(file));
        } else if (keys.stream().allMatch(String::isBlank) && properties.createMissingKey()) {
            keys.add(PrivateFiles.secret(folder.folder().resolve("portal-callback.key")));
        }
        return keys;
    }

    /** Whether it is the portal that calls. */
    boolean admits(HttpRequest request) {
        return credentials.admits(
                new Shown(request.headerValues(header), request.clientCertificate(), request.remoteAddress()));
    }
}
