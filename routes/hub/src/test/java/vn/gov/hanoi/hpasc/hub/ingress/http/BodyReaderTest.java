package vn.gov.hanoi.hpasc.hub.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.hanoi.hpasc.connectors.spi.ErrorCode;
import vn.gov.hanoi.hpasc.hub.problem.Refusal;

class BodyReaderTest {

    private static final int MOST = 100_000;

    private final AtomicLong taken = new AtomicLong();

    private byte[] read(byte[] body, long announced) throws IOException {
        return new BodyReader(taken::addAndGet, MOST).read(new ByteArrayInputStream(body), announced);
    }

    private static byte[] some(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 50_000, 99_999, MOST})
    void aBodyIsReadWholeWhetherItsLengthWasAnnouncedOrNot(int length) throws IOException {
        assertThat(read(some(length), length)).isEqualTo(some(length));
        assertThat(taken).hasValue(length);
        assertThat(read(some(length), -1)).isEqualTo(some(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8192, 10_000, 40_000})
    void whatIsTakenGrowsWithWhatCameAndNotWithWhatWasAnnounced(int came) throws IOException {
        assertThat(read(some(came), MOST)).isEqualTo(some(came));
        assertThat(taken).hasValueLessThanOrEqualTo(Math.max(BodyReader.FIRST, 2L * came));
    }

    @Test
    void oneByteTooManyIsRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(some(MOST + 1), -1))
                .extracting(refusal -> refusal.problem().code())
                .isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(taken).hasValueLessThanOrEqualTo(MOST + 1L);
    }

    @Test
    void nothingIsAllocatedBeforeItWasAllowed() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new BodyReader(
                                bytes -> {
                                    throw new Refusal(ErrorCode.OVERLOADED);
                                },
                                MOST)
                        .read(new ByteArrayInputStream(some(10)), 10));
    }
}
