package org.throughline.credentials.samples;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.Association;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.ClrSubject;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.proof.Cryptosuite;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Riverbend Community College, which does not exist, its keys, which everybody may know, and what it issues. */
public final class Riverbend {

    /** The day of the samples. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    public static final String LIST = "https://riverbend.example/status/1";
    public static final String SUSPENSIONS = "https://riverbend.example/status/2";
    public static final String LEARNER = "did:example:learner-mara";
    static final long REVOKED = 4_711;
    static final Instant FROM = Instant.parse("2026-01-15T08:00:00Z");

    private static final Ed25519KeyPair KEY = key(1);

    private Riverbend() {}

    /** A key of a fixed seed. */
    static Ed25519KeyPair key(int number) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        return Ed25519KeyPair.fromSeed(seed);
    }

    public static Signer signer() {
        return KEY.signer();
    }

    static Profile college(String did) {
        return new Profile(did, "Riverbend Community College", "https://riverbend.example/");
    }

    static Achievement achievement(int number) {
        return new Achievement(
                "urn:uuid:5f0c1f3e-0000-4000-8000-%012d".formatted(number),
                "Isolate and ground a circuit " + number,
                "Takes a circuit out of service, proves that it is dead and grounds it before work begins.",
                new Criteria(null, "Demonstrated twice under supervision, without a reminder."),
                "Competency",
                "EPT-" + (100 + number),
                List.of(new Alignment(
                        "Isolates and grounds energized equipment",
                        "https://case.riverbend.example/uri/7d1c7d0a-0000-4000-8000-%012d".formatted(number),
                        Alignment.CF_ITEM,
                        "EPT.SAFE." + number,
                        "Isolates, tests and grounds energized equipment before work begins.",
                        "Electric Power Technology")));
    }

    static AchievementCredential badge(int number) {
        return badge(number, KEY.didKey(), LEARNER, FROM, null, entry(number, "revocation", LIST));
    }

    static AchievementCredential badge(
            int number,
            String issuer,
            String learner,
            Instant from,
            @Nullable Instant until,
            List<CredentialStatus> status) {
        return new AchievementCredential(
                "urn:uuid:0b5a4c1e-0000-4000-8000-%012d".formatted(number),
                "Isolate and ground a circuit " + number,
                "Shown on the training yard.",
                college(issuer),
                from,
                until,
                new AchievementSubject(
                        learner,
                        List.of(IdentityObject.hashed("mara@learner.example", "river", "emailAddress")),
                        achievement(number)),
                status);
    }

    static List<CredentialStatus> entry(long index, String purpose, String list) {
        return List.of(new BitstringStatusListEntry(list + "#" + index, purpose, index, list));
    }

    static ClrCredential record(List<String> badges, List<Association> associations) {
        return new ClrCredential(
                "urn:uuid:c1b0aa52-0000-4000-8000-000000000001",
                "Learner record of Electric Power Technology",
                null,
                college(KEY.didKey()),
                FROM,
                null,
                new ClrSubject(
                        LEARNER,
                        List.of(),
                        badges.stream().map(SignedDocument::new).toList(),
                        associations),
                List.of());
    }

    static String issue(AchievementCredential badge) {
        return text(new CredentialIssuer(CLOCK).issue(badge, KEY.signer()));
    }

    static String issue(AchievementCredential badge, Signer signer) {
        return text(new CredentialIssuer(CLOCK).issue(badge, signer));
    }

    static String issue(ClrCredential credential) {
        return text(new CredentialIssuer(CLOCK).issue(credential, KEY.signer()));
    }

    public static String statusList(String url, String purpose, StatusList list, @Nullable Instant until) {
        return text(new CredentialIssuer(CLOCK)
                .issue(new StatusListCredential(url, KEY.didKey(), FROM, until, purpose, list), KEY.signer()));
    }

    /** Signs whatever stands there, as a careless or hostile stack would. */
    static String signCarelessly(String unsigned, Signer signer) {
        return signCarelessly(unsigned, signer, new EddsaRdfc2022());
    }

    /** Signs whatever stands there with any suite. */
    static String signCarelessly(String unsigned, Signer signer, Cryptosuite suite) {
        UnsecuredDocument document = UnsecuredDocument.of(tree(unsigned), ApprovedContexts.standard());
        JsonObject options = suite.options(document, signer.verificationMethod(), "2026-11-23T12:00:00Z");
        return new JsonText()
                .write(Json.createObjectBuilder(document.json())
                        .add("proof", suite.sign(document, options, signer))
                        .build());
    }

    /** Signs as a holder does who shows credentials, and was asked nothing. */
    static String present(String unsigned, Signer signer) {
        return present(unsigned, signer, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Signs as a holder does who shows credentials, with what the proof answers ({@code challenge}, {@code domain}). */
    static String present(String unsigned, Signer signer, JsonObject answers) {
        Cryptosuite suite = new EddsaRdfc2022();
        UnsecuredDocument document = UnsecuredDocument.of(tree(unsigned), ApprovedContexts.standard());
        JsonObject options = Json.createObjectBuilder(
                        suite.options(document, signer.verificationMethod(), "2026-11-23T12:00:00Z"))
                .addAll(Json.createObjectBuilder(answers))
                .add("proofPurpose", "authentication")
                .build();
        return new JsonText()
                .write(Json.createObjectBuilder(document.json())
                        .add("proof", suite.sign(document, options, signer))
                        .build());
    }

    /** The document with one property of it set, or taken away. */
    static String with(String document, String pointer, @Nullable JsonValue value) {
        JsonObject tree = tree(document);
        var at = Json.createPointer(pointer);
        JsonObject changed;
        if (value == null) {
            changed = at.remove(tree);
        } else {
            changed = at.containsValue(tree) ? at.replace(tree, value) : at.add(tree, value);
        }
        return new JsonText().write(changed);
    }

    static JsonObject tree(String text) {
        return ((Parsed.Tree) StrictJson.parse(text)).object();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
