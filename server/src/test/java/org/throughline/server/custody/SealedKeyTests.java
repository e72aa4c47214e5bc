package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.server.organizations.OrganizationId;

class SealedKeyTests {
    private final SecureRandom random = new SecureRandom();
    private final OrganizationId organization = new OrganizationId(UUID.randomUUID());
    private final SecretKey masterKey = newMasterKey();
    private final Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
    private final SealedKey sealed = SealedKey.seal(pair, organization, masterKey, random);

    @Test
    void opensToThePairThatWasSealed() {
        assertThat(sealed.open(masterKey).seed()).isEqualTo(pair.seed());
    }

    @Test
    void doesNotOpenWithAnotherMasterKey() {
        assertThatThrownBy(() -> sealed.open(newMasterKey()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not open");
    }

    @Test
    void doesNotOpenForAnotherOrganization() {
        OrganizationId other = new OrganizationId(UUID.randomUUID());
        SealedKey moved = new SealedKey(sealed.id(), other, sealed.multibase(), sealed.nonce(), sealed.sealed());
        assertThatThrownBy(() -> moved.open(masterKey)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void holdsNothingOfTheSecretInTheClear() {
        assertThat(new String(sealed.sealed(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(pair.seed(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void keepsTheMasterKeyForItsOwnerAloneAndNeverReplacesIt(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("keys").resolve("master.key");
        MasterKeyFile file = new MasterKeyFile(path);
        file.create(random);
        SecretKey first = file.read();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(first.getEncoded()).hasSize(32);
        assertThatThrownBy(() -> file.create(random)).hasMessageContaining("could not be made");
        assertThat(file.read()).isEqualTo(first);

        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(file::read).hasMessageContaining("0600");
    }

    private SecretKey newMasterKey() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }
}
