package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.server.custody.KeyKeeper.Kept;
import org.throughline.server.organizations.OrganizationId;

class HardwareKeysTests extends KeyKeeperContract {
    @SuppressWarnings("NullAway.Init") // set before the first test
    private static SoftHsm softHsm;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static HardwareKeys hardware;

    private final OrganizationId owner = new OrganizationId(UUID.randomUUID());

    @BeforeAll
    static void openTheToken() throws Exception {
        softHsm = SoftHsm.start();
        hardware = new HardwareKeys(softHsm.library(), 0, softHsm.pinFile(), Clock.systemUTC());
    }

    @Override
    KeyKeeper keeper() {
        return hardware;
    }

    @Override
    OrganizationId owner() {
        return owner;
    }

    @Test
    void keepsThePrivateHalfInTheTokenAlone() {
        Kept kept = hardware.make(UUID.randomUUID(), owner, SigningAlgorithm.P256);
        assertThat(kept.sealed()).isNull();
        assertThat(hardware.algorithms()).containsExactly(SigningAlgorithm.P256);
        assertThatThrownBy(() -> hardware.make(UUID.randomUUID(), owner, SigningAlgorithm.ED25519))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhichFileToLookAtWhenThePinIsWrong(@TempDir Path folder) throws Exception {
        Path pin = Files.writeString(folder.resolve("pin"), "wrong");
        assertThatThrownBy(() -> new HardwareKeys(softHsm.library(), 7, pin, Clock.systemUTC()))
                .hasMessageContaining(pin.toString());
    }
}
