package vn.gov.hanoi.hpasc.hub.callback.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.attachment.Attachments;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

class PortalBodyTest {

    private static InputStream json(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatItKeepsInMemoryIsCountedBeforeItIsKept() throws IOException {
        AtomicLong held = new AtomicLong();
        PortalBody body = new PortalBody(mock(Attachments.class), "G22", held::addAndGet);

        body.read(json("{\"data\":[{\"MaHoSo\":\"" + "x".repeat(10_000) + "\",\"So\":[1,2,3]}]}"));

        assertThat(held.get()).isBetween(20_000L, 25_000L);
    }

    @Test
    void textThatFindsNoRoomEndsTheReading() {
        AtomicLong held = new AtomicLong();
        PortalBody body = new PortalBody(mock(Attachments.class), "G22", bytes -> {
            if (held.addAndGet(bytes) > 100_000) {
                throw new Refusal(ErrorCode.OVERLOADED);
            }
        });
        String many = ("\"" + "x".repeat(1000) + "\",").repeat(1000);

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> body.read(json("{\"data\":[" + many + "1]}")));
        assertThat(held.get()).isLessThan(110_000);
    }
}
