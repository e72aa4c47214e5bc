package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConsoleTests {

    @Test
    void turnsAnOrdinaryPostgresAddressIntoSpringsWords() {
        assertThat(ServerOptions.databaseWords("postgresql://ada:pass%3Aword@db.example.org:5433/skills?ssl=true"))
                .containsExactly(
                        "--throughline.database-url=jdbc:postgresql://db.example.org:5433/skills?ssl=true",
                        "--throughline.database-user=ada",
                        "--throughline.database-password=pass:word");
        assertThat(ServerOptions.databaseWords("jdbc:postgresql://localhost/x"))
                .containsExactly("--throughline.database-url=jdbc:postgresql://localhost/x");
    }

    @Test
    void refusesADatabaseThatIsNoPostgres() {
        assertThatThrownBy(() -> ServerOptions.databaseWords("mysql://localhost/x"))
                .isInstanceOf(ConsoleFailure.class)
                .hasMessageContaining("postgresql://");
    }

    @Test
    void takesHostsOfTheOwnNetworkByNameAndNothingWider() {
        ServerOptions options = new ServerOptions();
        options.trustedHosts = List.of("issuer.campus.example", "login.campus.example:9443");
        assertThat(options.words("server"))
                .contains("--throughline.fetch.trusted-hosts=issuer.campus.example,login.campus.example:9443");
        for (String wider :
                List.of("10.0.0.0/8", "10.0.0.7", "*.campus.example", "https://issuer.campus.example", "*")) {
            options.trustedHosts = List.of(wider);
            assertThatThrownBy(() -> options.words("server"))
                    .as(wider)
                    .isInstanceOf(ConsoleFailure.class)
                    .hasMessageContaining("--trust-host");
        }
    }

    @Test
    void turnsLimitsAndProxiesIntoSpringsWords() {
        LimitOptions options = new LimitOptions();
        new CommandLine(options)
                .parseArgs(
                        "--limit",
                        "verify=120/60s",
                        "--limit",
                        "sign-in=5/1h",
                        "--crowd",
                        "203.0.113.7=500",
                        "--trusted-proxy",
                        "10.0.0.0/8",
                        "--trusted-proxy",
                        "2001:db8::/32",
                        "--proxy-header",
                        "forwarded");
        assertThat(options.words())
                .containsExactlyInAnyOrder(
                        "--throughline.limits.verify=120/1m",
                        "--throughline.limits.sign-in=5/1h",
                        "--throughline.crowds=203.0.113.7=500",
                        "--throughline.trusted-proxies=10.0.0.0/8,2001:db8::/32",
                        "--throughline.proxy-header=Forwarded");
        assertThat(new LimitOptions().words()).isEmpty();
    }

    @Test
    void refusesALimitOrAProxyThatIsNone() {
        for (String[] wrong : new String[][] {
            {"--limit", "verifying=1/1m"},
            {"--limit", "verify=often"},
            {"--trusted-proxy", "proxy.example.org"},
            {"--crowd", "campus=3"},
            {"--proxy-header", "X-Client"}
        }) {
            LimitOptions options = new LimitOptions();
            new CommandLine(options).parseArgs(wrong);
            assertThatThrownBy(options::words).as(wrong[1]).isInstanceOf(ConsoleFailure.class);
        }
    }

    @Test
    void answersUnknownWordsWithTheExitCodeForUsage() {
        assertThat(ConsoleCommand.run(ConsoleTests.class, "serve", "--no-such-option"))
                .isEqualTo(64);
        assertThat(ConsoleCommand.run(ConsoleTests.class, "import", "onet", "/tmp"))
                .isEqualTo(64);
        assertThat(ConsoleCommand.run(ConsoleTests.class)).isEqualTo(64);
    }

    @Test
    void saysAFindingThatRepeatsOnlyOnce() {
        List<String> findings =
                List.of("Repaired at /a: x (slip)", "Warning at /b: y (other)", "Repaired at /c: x (slip)");
        assertThat(ConsoleImport.firstOfEachKind(findings))
                .containsExactly("  Repaired at /a: x (slip) and 1 more", "  Warning at /b: y (other)");
    }
}
