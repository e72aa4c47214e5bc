package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class ServerStartIT {
    private final RunningServer server;

    ServerStartIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void startsOnARealPostgresThatIsDurable() {
        assertThat(server.sql().sql("show fsync").query(String.class).single()).isEqualTo("on");
        assertThat(server.sql().sql("select current_user").query(String.class).single())
                .isEqualTo("throughline_app");
    }
}
