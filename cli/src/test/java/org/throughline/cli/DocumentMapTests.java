package org.throughline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.cli.Commands.Run;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Verifying with files that stand for addresses. */
class DocumentMapTests {

    private static final String LIST = "https://issuer.example/status/1";
    private static final String ITEM =
            "https://case.example/ims/case/v1p1/CFItems/7d1c7d0a-0000-4000-8000-000000000001";
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Ed25519KeyPair KEY = Ed25519KeyPair.fromSeed(new byte[32]);

    private final CredentialIssuer issuer = new CredentialIssuer(Clock.systemUTC());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String badge = "";

    @BeforeEach
    void aBadgeWithAListAndACompetency() throws IOException {
        badge = write(
                "badge.json",
                issuer.issue(
                        new AchievementCredential(
                                "urn:uuid:0b5a4c1e-0000-4000-8000-000000000099",
                                "Badge",
                                null,
                                new Profile(KEY.didKey(), "Here", null),
                                FROM,
                                null,
                                new AchievementSubject(
                                        "did:example:mara",
                                        List.of(),
                                        new Achievement(
                                                "urn:uuid:1",
                                                "A",
                                                "B",
                                                new Criteria(null, "C"),
                                                null,
                                                null,
                                                List.of(new Alignment(
                                                        "Grounds a circuit",
                                                        ITEM,
                                                        Alignment.CF_ITEM,
                                                        null,
                                                        null,
                                                        null)))),
                                List.of(new BitstringStatusListEntry(LIST + "#5", "revocation", 5, LIST))),
                        KEY.signer()));
    }

    private String write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes).toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private void list(boolean revoked) throws IOException {
        write(
                "lists/1.json",
                issuer.issue(
                        new StatusListCredential(
                                LIST,
                                KEY.didKey(),
                                FROM,
                                null,
                                "revocation",
                                StatusList.empty(StatusList.MINIMUM_SIZE).with(5, revoked)),
                        KEY.signer()));
    }

    private Run verify(String map) throws IOException {
        return Commands.run("verify", "--json", "--offline", "--documents", write("map.json", map), badge);
    }

    @Test
    void tellsThatAHostedBadgeIsGone() throws IOException {
        String hosted = Commands.sample("open-badge-2-gone");
        String map = write("map.json", "{\"https://badges.riverbend.example/gone\": {\"status\": 410}}");

        Run run = Commands.run("verify", "--json", "--offline", "--documents", map, hosted);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("The issuer took it back");
    }

    @Test
    void answersWithTheFileThatStandsForTheAddress() throws IOException {
        list(false);
        assertThat(verify("{\"" + LIST + "\": \"lists/1.json\"}").exit()).isZero();
        assertThat(verify("{\"" + LIST + "\": {\"file\": \"lists/1.json\", \"contentType\": \"application/vc\"}}")
                        .exit())
                .isZero();
        list(true);
        assertThat(verify("{\"" + LIST + "\": \"lists/1.json\"}").exit()).isEqualTo(1);
    }

    @Test
    void answersThatABadgeWasTakenAwayFromItsHome() throws IOException {
        String home = "https://badges.example/1";
        badge = write("assertion.json", """
                {"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"%s",
                 "recipient":{"type":"email","hashed":false,"identity":"mara@learner.example"},
                 "badge":{"type":"BadgeClass","id":"https://badges.example/class","name":"A","description":"B",
                  "image":"https://badges.example/class.png","criteria":"https://badges.example/criteria",
                  "issuer":{"type":"Issuer","id":"https://badges.example/issuer","name":"C",
                   "url":"https://badges.example/","email":"office@badges.example"}},
                 "verification":{"type":"HostedBadge"},"issuedOn":"2025-06-01T10:00:00Z"}
                """.formatted(home).getBytes(StandardCharsets.UTF_8));

        assertThat(verify("{\"" + home + "\": \"" + Path.of(badge).getFileName() + "\"}")
                        .exit())
                .isZero();
        assertThat(verify("{\"" + home + "\": {\"status\": 404}}").exit()).isEqualTo(2);
        assertThat(verify("{\"" + home + "\": {\"status\": 410}}").exit()).isEqualTo(1);
    }

    @Test
    void knowsAHostAloneAndAnAddressWithAFragmentByWhatIsAskedThere() throws IOException {
        String map = write(
                "addresses.json",
                "{\"https://badges.example/\": \"" + Path.of(badge).getFileName()
                        + "\", \"https://badges.example/1#it\": \""
                        + Path.of(badge).getFileName() + "\"}");
        for (String address :
                List.of("https://badges.example", "https://badges.example/", "https://badges.example/1")) {
            assertThat(Commands.run("verify", "--offline", "--documents", map, address)
                            .out())
                    .as(address)
                    .contains("Could not check whether it was revoked");
        }
    }

    @Test
    void answersThatSomethingIsNotThere() throws IOException {
        Run gone = verify("{\"" + LIST + "\": {\"status\": 404}}");
        assertThat(gone.exit()).isEqualTo(2);
        assertThat(gone.out()).contains("HTTP status 404");

        assertThat(verify("{}").out()).contains("without the network");
        assertThat(verify("{\"" + LIST + "\": \"no-such-file\"}").out()).contains("there is no such file");
    }

    @Test
    void looksCompetenciesUpAtTheirHomes() throws IOException {
        list(false);
        String both = "{\"" + LIST + "\": \"lists/1.json\", \"" + ITEM + "\": \"item.json\"%s}";
        String item = "{\"identifier\":\"7d1c7d0a-0000-4000-8000-000000000001\",\"uri\":\"" + ITEM
                + "\",\"fullStatement\":\"%s\",\"lastChangeDateTime\":\"2026-01-01T00:00:00Z\",\"CFDocumentURI\":{\"title\":\"Power\","
                + "\"identifier\":\"7d1c7d0a-0000-4000-8000-000000000000\",\"uri\":\"https://case.example/d\"}}";

        write("item.json", item.formatted("Grounds a circuit"));
        assertThat(verify(both.formatted("")).out()).contains("\"id\":\"alignment\",\"outcome\":\"passed\"");

        write("item.json", item.formatted("Grounds two circuits"));
        Run changed = verify(both.formatted(""));
        assertThat(changed.exit()).isZero();
        assertThat(changed.out()).contains("reads otherwise today: \\\"Grounds two circuits\\\"");

        write("item.json", item.formatted("Grounds a circuit"));
        write(
                "associations.json",
                "{\"CFItem\":" + item.formatted("Grounds a circuit")
                        + ",\"CFAssociations\":[{\"identifier\":\"7d1c7d0a-0000-4000-8000-00000000000a\",\"uri\":\"https://case.example/a\","
                        + "\"associationType\":\"replacedBy\",\"lastChangeDateTime\":\"2026-01-01T00:00:00Z\",\"originNodeURI\":{\"title\":\"x\","
                        + "\"identifier\":\"7d1c7d0a-0000-4000-8000-000000000001\",\"uri\":\"" + ITEM
                        + "\"},\"destinationNodeURI\":{\"title\":\"Grounds safely\",\"identifier\":\"7d1c7d0a-0000-4000-8000-000000000002\","
                        + "\"uri\":\"https://case.example/2\"}}]}");
        assertThat(verify(both.formatted(
                                ", \"" + ITEM.replace("CFItems", "CFItemAssociations") + "\": \"associations.json\""))
                        .out())
                .contains("was replaced by Grounds safely");

        write("item.json", "{\"no\":\"item\"}");
        assertThat(verify(both.formatted("")).out()).contains("is no CFItem");
    }

    @Test
    void refusesMapsThatSayNothingClear() throws IOException {
        for (String map : List.of(
                "[]",
                "{",
                "",
                "{\"a b\": \"x\"}",
                "{\"https://a.example/\": 1}",
                "{\"https://a.example/\": {}}",
                "{\"https://a.example/\": {\"file\": \"x\", \"status\": \"404\"}}",
                "{\"https://a.example/\": \"x\", \"https://a.example/\": \"y\"}")) {
            Run run = verify(map);
            assertThat(run.exit()).as(map).isEqualTo(64);
            assertThat(run.err()).as(map).contains("map.json");
        }
        assertThat(Commands.run("verify", "--documents", "no-such-map.json", badge)
                        .exit())
                .isEqualTo(64);
    }

    @Test
    void readsInputsAtAddressesFromTheMapAsWell() throws IOException {
        list(false);
        String map = write(
                "map.json", "{\"" + LIST + "\": \"lists/1.json\", \"https://issuer.example/badge\": \"badge.json\"}");
        assertThat(Commands.run("verify", "--offline", "--documents", map, "https://issuer.example/badge")
                        .exit())
                .isZero();

        Run silent = Commands.run("verify", "--offline", "--json", "--documents", map, "https://issuer.example/other");
        assertThat(silent.exit()).isEqualTo(2);
        assertThat(silent.out()).contains("\"verdict\":\"UNDETERMINED\"", "https://issuer.example/other was not asked");
    }

    @Test
    void asksAsOfAnyMoment() throws IOException {
        list(false);
        String map = write("map.json", "{\"" + LIST + "\": \"lists/1.json\"}");

        assertThat(Commands.run("verify", "--offline", "--documents", map, "--at", "2025-12-31T23:00:00Z", badge)
                        .exit())
                .isEqualTo(1);
        assertThat(Commands.run("verify", "--offline", "--documents", map, "--at", "2099-01-01T01:00:00+01:00", badge)
                        .exit())
                .isZero();
        Run wrong = Commands.run("verify", "--at", "yesterday", badge);
        assertThat(wrong.exit()).isEqualTo(64);
        assertThat(wrong.err()).contains("--at expects a moment");
    }

    @Test
    void aContextInTheMapCountsAsApprovedByWhoeverGaveIt() throws IOException {
        String context = "https://college.example/terms/v1";
        String draft = """
                {"@context":["https://www.w3.org/ns/credentials/v2","%s"],"id":"urn:uuid:1","type":["VerifiableCredential"],
                "issuer":"%s","validFrom":"2026-01-01T00:00:00Z","credentialSubject":{"id":"did:example:mara","house":"Blue"}}""".formatted(context, KEY.didKey());
        String terms = "{\"@context\":{\"house\":\"https://college.example/terms#house\"}}";
        String file = write("house.json", signed(draft, context, terms));
        String map = "{\"" + context + "\":\"terms.json\"}";

        write("terms.json", terms);
        badge = file;
        Run known = verify(map);
        assertThat(known.exit()).as(known.out()).isZero();
        assertThat(verify("{}").exit()).isEqualTo(1);

        write("terms.json", "{\"@context\":{\"house\":\"https://college.example/terms#roof\"}}");
        assertThat(verify(map).exit()).isEqualTo(1);

        write("terms.json", "{\"@context\":{\"house\":5}}");
        Run unusable = verify(map);
        assertThat(unusable.err()).contains("The context " + context + " of the map can't be used");
        assertThat(unusable.exit()).isEqualTo(1);
    }

    private static byte[] signed(String draft, String context, String terms) {
        ApprovedContexts contexts =
                ApprovedContexts.standard().with(Map.of(URI.create(context), terms.getBytes(StandardCharsets.UTF_8)));
        JsonObject object = ((Parsed.Tree) StrictJson.parse(draft)).object();
        UnsecuredDocument document = UnsecuredDocument.of(object, contexts);
        EddsaRdfc2022 suite = new EddsaRdfc2022();
        JsonObject options = suite.options(document, KEY.signer().verificationMethod(), "2026-01-01T00:00:00Z");
        JsonObject signed = Json.createObjectBuilder(object)
                .add("proof", suite.sign(document, options, KEY.signer()))
                .build();
        return new JsonText().write(signed).getBytes(StandardCharsets.UTF_8);
    }
}
