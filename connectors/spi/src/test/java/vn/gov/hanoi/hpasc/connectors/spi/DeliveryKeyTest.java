package vn.gov.hanoi.hpasc.connectors.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.dossier.MessageKey;

class DeliveryKeyTest {

    private static final MessageKey KEY = new MessageKey("/agencies/H26.04", "msg-1");

    /** Computed with {@code printf '/agencies/H26.04\\0msg-1\\0land-office\\0' | sha256sum}: it may never change. */
    @Test
    void isTheSameForever() {
        assertThat(DeliveryKey.of(KEY, "land-office"))
                .isEqualTo(UUID.fromString("78600502-30f6-860e-86f8-f40c271f9390"));
    }

    @Test
    void isAVersionEightUuid() {
        UUID key = DeliveryKey.of(KEY, "land-office");

        assertThat(key.version()).isEqualTo(8);
        assertThat(key.variant()).isEqualTo(2);
    }

    @Test
    void differsByEachOfItsParts() {
        assertThat(DeliveryKey.of(KEY, "land-office"))
                .isNotEqualTo(DeliveryKey.of(KEY, "construction"))
                .isNotEqualTo(DeliveryKey.of(new MessageKey("/agencies/H26.04", "msg-2"), "land-office"))
                .isNotEqualTo(DeliveryKey.of(new MessageKey("/agencies/H26.05", "msg-1"), "land-office"))
                .isNotEqualTo(DeliveryKey.of(new MessageKey("/agencies/H26.04msg", "-1"), "land-office"));
    }
}
