package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {

    @Test
    void staysItsOwnersAlsoWhenTheOwnerLostTheLockByReadingItsNote(@TempDir Path folder) throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Careless.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader says = owner.inputReader(StandardCharsets.UTF_8)) {
            assertThat(says.readLine()).isEqualTo("mine");
            assertThat(DataDirectory.isOwned(folder)).isTrue();
            assertThatThrownBy(() -> DataDirectory.claim(folder))
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContaining("process " + owner.pid());
        } finally {
            owner.toHandle().destroyForcibly();
            owner.waitFor();
        }
        assertThat(DataDirectory.isOwned(folder)).isFalse();
        try (DataDirectory mine = DataDirectory.claim(folder)) {
            assertThat(mine.path()).isEqualTo(folder);
        }
    }

    @Test
    void isFreeWhenTheNumberOfADeadOwnerBelongsToAnotherProcess(@TempDir Path folder) throws Exception {
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(folder.resolve("owner"), parent.pid() + " 1000000000000\nhttp://localhost:8080\n");
        assertThat(DataDirectory.isOwned(folder)).isFalse();
        DataDirectory.claim(folder).close();
    }

    @Test
    void isFreeForAServerThatHasTheNumberOfTheOneBeforeIt(@TempDir Path folder) throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long began = self.info().startInstant().orElseThrow().toEpochMilli();
        Files.writeString(folder.resolve("owner"), self.pid() + " " + began + "\n");
        DataDirectory.claim(folder).close();
    }

    /** Owns a folder, and reads what it must not. */
    static final class Careless {
        private Careless() {}

        public static void main(String[] words) throws Exception {
            Path folder = Path.of(words[0]);
            DataDirectory mine = DataDirectory.claim(folder);
            Files.readString(folder.resolve("owner"));
            System.out.println("mine");
            Thread.sleep(60_000);
            mine.close();
        }
    }
}
