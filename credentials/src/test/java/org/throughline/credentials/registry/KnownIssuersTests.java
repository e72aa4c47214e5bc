package org.throughline.credentials.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.credentials.Shared;
import org.throughline.credentials.registry.IssuerRegistry.Answer;

class KnownIssuersTests {

    private static final String RIVERBEND = "did:key:z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX";

    private static KnownIssuersReading read(String json) {
        return KnownIssuers.read(json.getBytes(StandardCharsets.UTF_8), "the list");
    }

    private static KnownIssuers sample(String name) throws IOException {
        byte[] json = Files.readAllBytes(Shared.project().resolve("samples/issuers/" + name + ".json"));
        return ((KnownIssuersReading.Read) KnownIssuers.read(json, "the list")).issuers();
    }

    @Test
    void readsOurOwnForm() throws IOException {
        KnownIssuers accredited = sample("accredited");

        assertThat(accredited.name()).isEqualTo("Accredited colleges of the State of Example");
        assertThat(accredited.find("did:web:polaris.example"))
                .isEqualTo(new Answer.Known("Polaris Institute", null, Instant.parse("2025-07-01T00:00:00Z"), null));
        assertThat(accredited.find("did:web:Polaris.example")).isEqualTo(new Answer.Unknown());
    }

    @Test
    void readsTheRegistriesOfTheDigitalCredentialsConsortium() throws IOException {
        KnownIssuers network = sample("network");

        assertThat(network.name()).as("it has no name of its own").isEqualTo("the list");
        assertThat(network.find("did:example:1")).isEqualTo(new Answer.Unknown());
        assertThat(read("{\"meta\":{},\"registry\":{\"" + RIVERBEND
                        + "\":{\"name\":\"Riverbend\",\"location\":\"R\",\"url\":\"https://riverbend.example/\"}}}"))
                .isInstanceOfSatisfying(
                        KnownIssuersReading.Read.class,
                        read -> assertThat(read.issuers().find(RIVERBEND))
                                .isEqualTo(new Answer.Known("Riverbend", null, null, "https://riverbend.example/")));
    }

    @Test
    void namesNoHomePageThatIsNone() {
        for (String page : new String[] {"javascript:alert(1)", "file:///etc/passwd", "https:", "not an address"}) {
            assertThat(read("{\"issuers\":[{\"id\":\"did:example:1\",\"name\":\"A\",\"homePage\":\"" + page + "\"}]}"))
                    .isInstanceOfSatisfying(
                            KnownIssuersReading.Read.class,
                            read -> assertThat(read.issuers().find("did:example:1"))
                                    .isEqualTo(new Answer.Known("A", null, null, null)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"issuers\":{}}",
                "{\"issuers\":[{\"name\":\"without an id\"}]}",
                "{\"issuers\":[{\"id\":\"did:example:1\"}]}",
                "{\"issuers\":[{\"id\":\"did:example:1\",\"name\":7}]}",
                "{\"issuers\":[{\"id\":\"did:example:1\",\"name\":\" \"}]}",
                "{\"issuers\":[\"did:example:1\"]}",
                "{\"issuers\":[{\"id\":\"did:example:1\",\"name\":\"A\",\"since\":\"2024\"}]}",
                "{\"issuers\":[{\"id\":\"did:example:1\",\"name\":\"A\"},{\"id\":\"did:example:1\",\"name\":\"B\"}]}",
                "{\"registry\":{\"did:example:1\":{\"name\":\"A\"},\"did:example:1\":{\"name\":\"B\"}}}",
                "{\"registry\":{\"did:example:1\":{}}}",
                "{\"registry\":[]}",
                "{\"issuers\":[",
            })
    void refusesWhatIsNoListOrCouldBeReadInTwoWays(String json) {
        assertThat(read(json)).isInstanceOf(KnownIssuersReading.Refused.class);
    }

    @Test
    void neverThrowsOnHostileBytes() {
        assertThat(read("[".repeat(200_000))).isInstanceOf(KnownIssuersReading.Refused.class);
        assertThat(read("{\"registry\":" + "{\"a\":".repeat(100_000))).isInstanceOf(KnownIssuersReading.Refused.class);
        assertThat(KnownIssuers.read(new byte[] {(byte) 0xff, 0, 1}, "x"))
                .isInstanceOf(KnownIssuersReading.Refused.class);
        assertThat(KnownIssuers.read(new byte[KnownIssuers.MAX_BYTES + 1], "x"))
                .isInstanceOf(KnownIssuersReading.Refused.class);
    }
}
