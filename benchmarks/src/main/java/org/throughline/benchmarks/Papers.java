package org.throughline.benchmarks;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.ClrSubject;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * What is verified and issued: the peer's documents where its folder is given, so that both sides do the same; else our own of the same kind.
 *
 * @param badge  a signed Open Badge with a status list
 * @param token  the same badge as a token
 * @param record  a signed CLR with twenty signed badges
 * @param web  what the verifier may ask for: every status list that the documents name
 * @param signer  the key of their issuer
 */
record Papers(byte[] badge, byte[] token, byte[] record, DocumentsInMemory web, Signer signer) {

    /** The day of the benchmark: the peer's documents are from January 2026. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);

    private static final String LIST = "https://riverbend.example/status/1";
    private static final Instant FROM = Instant.parse("2026-01-15T08:00:00Z");
    private static final int CHILDREN = 20;

    /**
     * The peer's documents, or ours where there is none.
     *
     * @param data  the folder with {@code ob3.json}, {@code clr20.json} and {@code key.json}
     */
    static Papers read(@Nullable Path data) {
        if (data == null) {
            return ours();
        }
        try {
            byte[] badge = Files.readAllBytes(data.resolve("ob3.json"));
            byte[] record = Files.readAllBytes(data.resolve("clr20.json"));
            String seed = Tree.text(tree(Files.readAllBytes(data.resolve("key.json"))), "seedHex")
                    .orElseThrow(() -> new IllegalArgumentException(data + "/key.json has no seedHex"));
            Signer signer =
                    Ed25519KeyPair.fromSeed(HexFormat.of().parseHex(seed)).signer();
            return new Papers(badge, token(badge, signer), record, lists(List.of(badge, record), signer), signer);
        } catch (IOException e) {
            throw new UncheckedIOException("The documents in " + data + " cannot be read", e);
        }
    }

    /** What the badge says, signed anew as a token by the same issuer. */
    private static byte[] token(byte[] badge, Signer signer) {
        return new CredentialIssuer(CLOCK).issueToken(Tree.without(tree(badge), "proof"), signer);
    }

    private static Papers ours() {
        byte[] seed = new byte[32];
        seed[0] = 7;
        Signer signer = Ed25519KeyPair.fromSeed(seed).signer();
        CredentialIssuer issuer = new CredentialIssuer(CLOCK);
        List<SignedDocument> badges = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            badges.add(new SignedDocument(new String(issuer.issue(badge(i, signer), signer), StandardCharsets.UTF_8)));
        }
        byte[] badge = badges.getFirst().text().getBytes(StandardCharsets.UTF_8);
        byte[] record = issuer.issue(
                new ClrCredential(
                        "urn:uuid:c1b0aa52-0000-4000-8000-000000000001",
                        "Learner record of Electric Power Technology",
                        null,
                        college(signer),
                        FROM,
                        null,
                        new ClrSubject("did:example:learner-mara", List.of(), badges, List.of()),
                        List.of()),
                signer);
        return new Papers(badge, token(badge, signer), record, lists(List.of(badge, record), signer), signer);
    }

    /** A badge that is issued anew each time. */
    static AchievementCredential badge(int number, Signer signer) {
        return new AchievementCredential(
                "urn:uuid:0b5a4c1e-0000-4000-8000-%012d".formatted(number),
                "Isolate and ground a circuit " + number,
                "Shown on the training yard.",
                college(signer),
                FROM,
                null,
                new AchievementSubject(
                        "did:example:learner-mara",
                        List.of(IdentityObject.hashed("mara@learner.example", "river", "emailAddress")),
                        new Achievement(
                                "urn:uuid:5f0c1f3e-0000-4000-8000-%012d".formatted(number),
                                "Isolate and ground a circuit " + number,
                                "Takes a circuit out of service, proves that it is dead and grounds it before work begins.",
                                new Criteria(null, "Demonstrated twice under supervision, without a reminder."),
                                "Competency",
                                "EPT-" + (100 + number),
                                List.of(new Alignment(
                                        "Isolates and grounds energized equipment",
                                        "https://case.riverbend.example/uri/7d1c7d0a-0000-4000-8000-%012d"
                                                .formatted(number),
                                        Alignment.CF_ITEM,
                                        "EPT.SAFE." + number,
                                        "Isolates, tests and grounds energized equipment before work begins.",
                                        "Electric Power Technology")))),
                List.of(new BitstringStatusListEntry(LIST + "#" + number, "revocation", number, LIST)));
    }

    private static Profile college(Signer signer) {
        return new Profile(signer.controller(), "Riverbend Community College", "https://riverbend.example/");
    }

    /** A list for every address that the documents name, with nobody revoked. */
    private static DocumentsInMemory lists(List<byte[]> documents, Signer signer) {
        Set<String> addresses = new TreeSet<>();
        for (byte[] document : documents) {
            JsonObject tree = tree(document);
            named(tree, addresses);
            for (JsonObject subject : Tree.objects(tree, "credentialSubject")) {
                Tree.objects(subject, "verifiableCredential").forEach(child -> named(child, addresses));
            }
        }
        DocumentsInMemory web = new DocumentsInMemory();
        for (String address : addresses) {
            byte[] list = new CredentialIssuer(CLOCK)
                    .issue(
                            new StatusListCredential(
                                    address,
                                    signer.controller(),
                                    FROM,
                                    null,
                                    "revocation",
                                    StatusList.empty(StatusList.MINIMUM_SIZE)),
                            signer);
            web.with(address, list, "application/vc");
        }
        return web;
    }

    private static void named(JsonObject credential, Set<String> addresses) {
        Tree.objects(credential, "credentialStatus")
                .forEach(entry -> Tree.text(entry, "statusListCredential").ifPresent(addresses::add));
    }

    private static JsonObject tree(byte[] document) {
        return switch (StrictJson.parse(new String(document, StandardCharsets.UTF_8))) {
            case Parsed.Tree tree -> tree.object();
            case Parsed.Refused refused ->
                throw new IllegalArgumentException("A document is broken: " + refused.message());
        };
    }
}
