package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownPasswordsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password1234567!",
                "p@ssw0rd",
                "123456789012345",
                "QwertyQwertyQwerty1",
                "iloveyouiloveyou",
                "Throughline-2026!!",
                "2026-11-23 2026-11-23",
                "l3tm31n!!!"
            })
    void knowsWhatEverybodyTriesFirst(String password) {
        assertThat(KnownPasswords.isCommon(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "throughline-demo",
                "four words that differ",
                "пароль из четырёх слов"
            })
    void leavesOthersAlone(String password) {
        assertThat(KnownPasswords.isCommon(password)).isFalse();
    }

    @Test
    void findsEveryLineOfAFileOfBreachedPasswordsAndNoOther(@TempDir Path folder) throws Exception {
        TreeSet<String> hashes = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            hashes.add(sha1("breached " + i));
        }
        Path file = folder.resolve("list.txt");
        int[] count = {0};
        List<String> lines = hashes.stream().map(h -> h + ":" + 7 * ++count[0]).toList();
        Files.writeString(file, String.join("\r\n", lines));
        BreachedFile list = new BreachedFile(file);

        for (int i = 0; i < 500; i++) {
            assertThat(list.contains(sha1("breached " + i))).as("line " + i).isTrue();
            assertThat(list.contains(sha1("fresh " + i))).isFalse();
        }
        assertThat(list.contains("0".repeat(40))).isFalse();
        assertThat(list.contains("F".repeat(40))).isFalse();
    }

    private static String sha1(String text) throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes("UTF-8")));
    }
}
