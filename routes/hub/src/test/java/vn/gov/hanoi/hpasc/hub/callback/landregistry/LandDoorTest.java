package vn.gov.hanoi.hpasc.hub.callback.landregistry;

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

class LandDoorTest {

    @TempDir
    Path keys;

    @Test
    void opensToASecretOrACertificateFromTheRightAddressOnly() throws Exception {
        DoorTable.check("secrets", this::door);
    }

    private Predicate<Caller> door(Map<String, Object> settings) {
        LandCallbackProperties properties =
                DoorTable.properties("hub.land-registry.callback", settings, LandCallbackProperties.class);
        try {
            LandDoor door = new LandDoor(properties, new KeyFolder(keys, false));
            return caller -> {
                caller.secrets().forEach(secret -> caller.servlet().addHeader("X-Land-Registry-Key", secret));
                HttpRequest request = caller.request();
                return door.admits(request, null);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
