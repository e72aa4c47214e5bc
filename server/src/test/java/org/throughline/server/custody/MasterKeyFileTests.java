package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTests {
    private final SecureRandom random = new SecureRandom();

    @Test
    void keepsTheMasterKeyForItsOwnerAloneAndNeverReplacesIt(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("keys").resolve("master.key");
        MasterKeyFile file = new MasterKeyFile(path);
        file.create(random);
        Master first = file.read();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(first.key().getEncoded()).hasSize(32);
        assertThat(first.id()).matches("[0-9a-f]{16}");
        assertThatThrownBy(() -> file.create(random)).hasMessageContaining("could not be made");
        assertThat(file.read()).isEqualTo(first);

        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(file::read).hasMessageContaining("0600");
    }

    @Test
    void sealsForOnePurposeAndUnderOneKey() {
        Master one = master(1);
        byte[] secret = "a secret".getBytes(StandardCharsets.UTF_8);
        Sealed sealed = Sealed.seal(secret, one.key(), "organization a", random);

        assertThat(sealed.open(one.key(), "organization a")).hasValue(secret);
        assertThat(sealed.open(one.key(), "organization b")).isEmpty();
        assertThat(sealed.open(master(2).key(), "organization a")).isEmpty();
        byte[] changed = sealed.ciphertext();
        changed[0] ^= 1;
        assertThat(new Sealed(sealed.nonce(), changed).open(one.key(), "organization a"))
                .isEmpty();
        assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain("a secret");
    }

    @Test
    void makesTheSameMasterKeyOfAPassphraseAndItsSaltAndTellsNothingOfIt() {
        byte[] salt = new byte[16];
        Master master = MasterKeys.derived("a long passphrase", salt);
        assertThat(MasterKeys.derived("a long passphrase", salt)).isEqualTo(master);
        assertThat(MasterKeys.derived("a long Passphrase", salt)).isNotEqualTo(master);
        assertThat(master.toString()).isEqualTo("master key " + master.id());
    }

    private static Master master(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Master.of(bytes);
    }
}
