package vn.gov.hanoi.hpasc.hub.callback.portal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.gov.hanoi.hpasc.hub.identity.AddressRange;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;
import vn.gov.hanoi.hpasc.hub.storage.PrivateFiles;

/** Knows the portal from others, before anything else of a call is looked at. */
@Component
class PortalDoor {

    private final String header;
    private final byte @Nullable [] key;
    private final List<AddressRange> addresses;

    PortalDoor(PortalCallbackProperties properties, KeyFolder keys) throws IOException {
        this.header = properties.header();
        this.key = key(properties, keys);
        this.addresses =
                properties.allowedAddresses().stream().map(AddressRange::of).toList();
    }

    private static byte @Nullable [] key(PortalCallbackProperties properties, KeyFolder keys) throws IOException {
        if (!properties.key().isBlank()) {
            return bytes(properties.key());
        }
        Path file = properties.keyFile();
        if (file == null && properties.createMissingKey()) {
            return bytes(PrivateFiles.secret(keys.folder().resolve("portal-callback.key")));
        }
        return file == null ? null : bytes(Files.readString(file));
    }

    private static byte[] bytes(String key) {
        return key.strip().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it is the portal that calls. */
    boolean admits(HttpRequest request) {
        if (key == null && addresses.isEmpty()) {
            return false;
        }
        return keyIsRight(request.header(header)) && addressIsRight(request.remoteAddress());
    }

    private boolean keyIsRight(@Nullable String said) {
        if (key == null) {
            return true;
        }
        return said != null && MessageDigest.isEqual(bytes(said), key);
    }

    private boolean addressIsRight(String caller) {
        return addresses.isEmpty() || addresses.stream().anyMatch(range -> range.holds(caller));
    }
}
