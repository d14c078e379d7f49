package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordTest {

    @TempDir
    Path work;

    @Test
    void endsWhatAKilledLauncherLeftBehind() throws Exception {
        Process left = new ProcessBuilder("sleep", "60").start();
        RunRecord record = new RunRecord(work);
        record.add("left", left.toHandle());

        assertThat(new RunRecord(work).endServers()).isEqualTo(1);

        assertThat(left.waitFor()).isNotZero();
        assertThat(new RunRecord(work).endServers()).isZero();
    }

    @Test
    void leavesAProcessAloneThatOnlyHasTheSameNumber() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(work.resolve("run"));
            Files.writeString(work.resolve("run/servers"), stranger.pid() + " 1000 Kafka\n");
            Files.writeString(work.resolve("run/launcher"), stranger.pid() + " 1000 launcher\n");

            assertThat(new RunRecord(work).launcher()).isEmpty();
            assertThat(new RunRecord(work).endServers()).isZero();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void knowsTheLauncherUntilItIsCleared() {
        RunRecord record = new RunRecord(work);
        record.claim();

        assertThat(record.launcher()).contains(ProcessHandle.current());

        record.clear();
        assertThat(record.launcher()).isEmpty();
    }
}
