package vn.gov.hanoi.hpasc.hub.callback.tax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.gov.hanoi.hpasc.hub.callback.DoorTable;
import vn.gov.hanoi.hpasc.hub.callback.DoorTable.Caller;
import vn.gov.hanoi.hpasc.hub.identity.KeyFolder;

class TaxDoorTest {

    @TempDir
    Path keys;

    @Test
    void opensToAKeyOrACertificateFromTheRightAddressOnly() throws Exception {
        DoorTable.check("keys", this::door);
    }

    /** Its key is one field of the body, which a body with two of them does not have. */
    private Predicate<Caller> door(Map<String, Object> settings) {
        try {
            TaxDoor door = new TaxDoor(
                    DoorTable.properties("hub.tax.callback", settings, TaxCallbackProperties.class),
                    new KeyFolder(keys, false));
            return caller -> door.admits(
                    caller.request(),
                    caller.secrets().size() == 1 ? caller.secrets().getFirst() : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsNoBodyFromElsewhere() throws IOException {
        TaxDoor door = new TaxDoor(
                DoorTable.properties(
                        "hub.tax.callback", Map.of("allowed-addresses", "10.9.9.9"), TaxCallbackProperties.class),
                new KeyFolder(keys, false));

        assertThat(door.mayCallFrom(new Caller(List.of(), new MockHttpServletRequest()).request()))
                .isFalse();
    }
}
