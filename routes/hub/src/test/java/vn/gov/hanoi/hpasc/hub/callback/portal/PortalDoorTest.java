package vn.gov.hanoi.hpasc.hub.callback.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.gov.hanoi.hpasc.hub.callback.DoorTable;
import vn.gov.hanoi.hpasc.hub.callback.DoorTable.Caller;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;
import vn.gov.hanoi.hpasc.hub.ingress.http.HttpRequest;

class PortalDoorTest {

    @TempDir
    Path keys;

    @Test
    void opensToASecretOrACertificateFromTheRightAddressOnly() throws Exception {
        DoorTable.check("key", this::door);
    }

    private Predicate<Caller> door(Map<String, Object> settings) {
        PortalCallbackProperties properties =
                DoorTable.properties("hub.portal.callback", settings, PortalCallbackProperties.class);
        try {
            PortalDoor door = new PortalDoor(properties, new KeyFolder(keys, false));
            return caller -> {
                caller.secrets().forEach(secret -> caller.servlet().addHeader("X-Portal-Key", secret));
                HttpRequest request = caller.request();
                return door.admits(request);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
