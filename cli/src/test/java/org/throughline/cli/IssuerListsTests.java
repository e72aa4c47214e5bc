package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.cli.Commands.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.cli.Commands.Run;

/** {@code verify --issuers}: who knows the issuer, beside the verdict. */
class IssuerListsTests {

    private static final String BADGE = sample("valid-without-status");

    private static String list(String name) {
        return Commands.samples().resolveSibling("issuers/" + name + ".json").toString();
    }

    private static Run verify(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "verify";
        all[1] = "--offline";
        all[2] = "--at";
        all[3] = "2026-11-28T12:00:00Z";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Commands.run(all);
    }

    private static String words(Run run) {
        return run.out().replaceAll("\\s+", " ");
    }

    @Test
    void callsTheIssuerAsTheRegistryDoes() {
        Run run = verify("--issuers", list("accredited"), "--issuers", list("network"), BADGE);

        assertThat(run.exit()).isZero();
        assertThat(words(run))
                .contains(
                        "by Riverbend Community College (State of Example) (so Accredited colleges of the State of Example; "
                                + "it says Riverbend Community College)")
                .contains("• Accredited colleges of the State of Example lists the issuer")
                .contains("since 2024-01-01 until 2027-01-01, https://riverbend.example/")
                .contains("network.json lists the issuer as \"Riverbend Community College\"");
    }

    @Test
    void warnsOfAnUnknownIssuerAndChangesNoVerdict(@TempDir Path folder) throws IOException {
        Path nobody = Files.writeString(folder.resolve("nobody.json"), "{\"name\":\"Nobody's list\",\"issuers\":[]}");

        Run run = verify("--issuers", nobody.toString(), BADGE);

        assertThat(run.exit()).isZero();
        assertThat(words(run))
                .contains("! Nobody's list does not list the issuer, did:key:")
                .doesNotContain("✗");
        assertThat(words(verify("--issuers", nobody.toString(), sample("tampered-achievement"))))
                .contains(
                        "! Nobody was asked whether they know the issuer, because it is not established who issued it");
        assertThat(verify("--json", "--issuers", nobody.toString(), BADGE).out())
                .contains("\"registries\":[{\"registry\":\"Nobody's list\",\"standing\":\"unknown\"");
        assertThat(verify("--json", BADGE).out()).doesNotContain("registries");
    }

    @Test
    void readsAListOfRegistriesAndTellsWhichCouldNotBeAsked(@TempDir Path folder) throws IOException {
        Path map = Files.writeString(
                folder.resolve("map.json"), "{\"https://network.example/registry.json\":\"" + list("network") + "\"}");
        Path lists = Files.writeString(
                folder.resolve("lists.json"),
                "[{\"name\":\"The network\",\"url\":\"https://network.example/registry.json\"},"
                        + "{\"name\":\"A silent one\",\"url\":\"https://silent.example/registry.json\"}]");

        Run run = verify("--documents", map.toString(), "--issuers", lists.toString(), BADGE);

        assertThat(run.exit()).isZero();
        assertThat(words(run))
                .contains("• The network lists the issuer")
                .contains("! A silent one could not be asked: https://silent.example/registry.json");
        assertThat(words(verify("--issuers", "https://silent.example/registry.json", BADGE)))
                .contains("! https://silent.example/registry.json could not be asked");
    }

    @Test
    void readsLongLists(@TempDir Path folder) throws IOException {
        StringBuilder all = new StringBuilder("{\"name\":\"All colleges\",\"issuers\":[");
        for (int i = 0; i < 20_000; i++) {
            all.append("{\"id\":\"did:web:college-")
                    .append(i)
                    .append(".example\",\"name\":\"College ")
                    .append(i)
                    .append("\",\"since\":\"2024-01-01T00:00:00Z\"},");
        }
        String riverbend =
                Files.readString(Path.of(list("network"))).replaceFirst("(?s).*\"(did:key:[^\"]+)\".*", "$1");
        all.append("{\"id\":\"").append(riverbend).append("\",\"name\":\"Riverbend\"}]}");
        Path file = Files.writeString(folder.resolve("all.json"), all);

        assertThat(Files.size(file)).isGreaterThan(1024 * 1024);
        assertThat(words(verify("--issuers", file.toString(), BADGE))).contains("• All colleges lists the issuer");
    }

    @Test
    void refusesAFileThatIsNoList(@TempDir Path folder) throws IOException {
        Path none = Files.writeString(folder.resolve("none.json"), "{}");

        assertThat(verify("--issuers", none.toString(), BADGE).exit()).isEqualTo(64);
        assertThat(verify("--issuers", none.toString(), BADGE).err()).contains("none.json is no list of issuers");
        assertThat(verify("--issuers", folder.resolve("missing.json").toString(), BADGE)
                        .exit())
                .isEqualTo(64);
        Path lists =
                Files.writeString(folder.resolve("lists.json"), "[{\"name\":\"x\",\"url\":\"file:///etc/passwd\"}]");
        assertThat(verify("--issuers", lists.toString(), BADGE).exit()).isEqualTo(64);
    }
}
