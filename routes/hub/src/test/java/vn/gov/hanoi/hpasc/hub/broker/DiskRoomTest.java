package vn.gov.hanoi.hpasc.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DiskRoomTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderThatIsYetToBeMadeHasTheRoomOfItsDisk() {
        DiskRoom room = new DiskRoom(folder.resolve("artemis").resolve("journal"), DataSize.ofBytes(1));

        assertThat(room.free()).isPositive();
        assertThat(room.low()).isFalse();
    }

    @Test
    void isLowWhenLessIsFreeThanMustStayFree() {
        DiskRoom room = new DiskRoom(folder, DataSize.ofTerabytes(1_000_000));

        assertThat(room.low()).isTrue();
        assertThat(room.problem()).contains(folder.toString());
    }
}
