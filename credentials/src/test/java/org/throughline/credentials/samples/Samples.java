package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.FROM;
import static org.throughline.credentials.samples.Riverbend.LEARNER;
import static org.throughline.credentials.samples.Riverbend.LIST;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.entry;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.key.DidDocument;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.Association;
import org.throughline.credentials.status.StatusList;

/** Every sample, with what we expect of it, and the documents that the verifier may ask for. */
final class Samples {

    private static final String DID_WEB = "did:web:riverbend.example";
    private static final String UNKNOWN_LIST = "https://riverbend.example/status/unreachable";
    private static final String BROKEN_LIST = "https://riverbend.example/status/tampered";
    private static final String OLD_LIST = "https://riverbend.example/status/expired";

    private Samples() {}

    /** What the web would answer, by address; everything else is unreachable. */
    static Map<String, String> documents() {
        StatusList some = StatusList.empty(StatusList.MINIMUM_SIZE).with(Riverbend.REVOKED, true);
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(LIST, Riverbend.statusList(LIST, "revocation", some, null));
        documents.put(Riverbend.SUSPENSIONS, Riverbend.statusList(Riverbend.SUSPENSIONS, "suspension", some, null));
        documents.put(
                BROKEN_LIST,
                with(
                        Riverbend.statusList(BROKEN_LIST, "revocation", some, null),
                        "/credentialSubject/encodedList",
                        Json.createValue(
                                StatusList.empty(StatusList.MINIMUM_SIZE).encode())));
        documents.put(
                OLD_LIST, Riverbend.statusList(OLD_LIST, "revocation", some, Instant.parse("2026-06-01T00:00:00Z")));
        byte[] did = DidDocument.write(DID_WEB, List.of(new DidDocument.PublishedKey("key-1", key(3).publicKey())));
        documents.put("https://riverbend.example/.well-known/did.json", new String(did, StandardCharsets.UTF_8));
        documents.putAll(OpenBadges2.documents());
        TokenSamples.documents(documents);
        documents.putAll(StatusSamples.documents());
        TokenStatusSamples.documents(documents);
        SchemaSamples.documents(documents);
        RefreshSamples.documents(documents);
        StrangersSamples.documents(documents);
        documents.putAll(ContextSamples.documents());
        return documents;
    }

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        valid(samples);
        time(samples);
        signatures(samples);
        ProofSamples.addTo(samples);
        TokenSamples.addTo(samples);
        StrangersSamples.addTo(samples);
        signers(samples);
        status(samples);
        samples.addAll(StatusSamples.all());
        TokenStatusSamples.addTo(samples);
        SchemaSamples.addTo(samples);
        TokensInsideSamples.addTo(samples);
        RefreshSamples.addTo(samples);
        meaning(samples);
        ContextSamples.addTo(samples);
        form(samples);
        records(samples);
        presentations(samples);
        OpenBadges2.samples(samples);
        return samples;
    }

    private static void valid(List<Sample> samples) {
        samples.add(Sample.of("valid-badge", "A badge with one alignment and a revocation list", issue(badge(1))));
        samples.add(Sample.of(
                        "valid-badge-did-web",
                        "The issuer is a did:web, its key stands in its document; the list is signed by another key",
                        didWeb(webSigner()))
                .warnings(1));
        samples.add(Sample.of(
                        "valid-without-status",
                        "A badge that cannot be revoked",
                        issue(badge(2, signer().controller(), LEARNER, FROM, null, List.of())))
                .withoutStatus());
        samples.add(Sample.of("valid-credential", "A plain Verifiable Credential 2.0", plain())
                .withoutStatus());
        samples.add(Sample.of(
                        "valid-status-list",
                        "A status list is a credential itself",
                        Riverbend.statusList(LIST, "revocation", StatusList.empty(StatusList.MINIMUM_SIZE), null))
                .withoutStatus());
    }

    private static void time(List<Sample> samples) {
        String issuer = signer().controller();
        Instant summer = Instant.parse("2026-06-30T00:00:00Z");
        samples.add(Sample.of(
                        "expired",
                        "Its time is over",
                        issue(badge(3, issuer, LEARNER, FROM, summer, entry(3, "revocation", LIST))))
                .failed("validity"));
        samples.add(Sample.of(
                        "not-yet-valid",
                        "Its time has not come",
                        issue(badge(
                                4,
                                issuer,
                                LEARNER,
                                Instant.parse("2027-01-01T00:00:00Z"),
                                null,
                                entry(4, "revocation", LIST))))
                .failed("validity"));
        samples.add(Sample.of(
                        "validity-without-offset",
                        "A local time means another moment in every place",
                        Riverbend.signCarelessly(
                                with(issue(badge(5)), "/validFrom", Json.createValue("2026-01-15T08:00:00")), signer()))
                .failed("structure", "validity")
                .undetermined("status"));
    }

    private static void signatures(List<Sample> samples) {
        String badge = issue(badge(6));
        samples.add(Sample.of(
                        "tampered-achievement",
                        "Somebody gave the achievement a better name",
                        with(badge, "/credentialSubject/achievement/name", Json.createValue("Master of grounding")))
                .failed("signature")
                .undetermined("status"));
        samples.add(Sample.of(
                        "tampered-alignment",
                        "Somebody pointed the alignment elsewhere",
                        with(
                                badge,
                                "/credentialSubject/achievement/alignment/0/targetUrl",
                                Json.createValue("https://case.riverbend.example/uri/another")))
                .failed("signature")
                .undetermined("status"));
        samples.add(Sample.of(
                        "proof-of-another-badge",
                        "The proof was copied from another badge of the same issuer",
                        with(badge, "/proof", Riverbend.tree(issue(badge(7))).get("proof")))
                .failed("signature")
                .undetermined("status"));
        samples.add(Sample.of(
                        "proof-for-another-purpose",
                        "The proof says it is for signing in",
                        with(badge, "/proof/0/proofPurpose", Json.createValue("authentication")))
                .failed("signature")
                .undetermined("signer", "status"));
        samples.add(Sample.of(
                        "proof-expired",
                        "The proof itself has an end",
                        with(badge, "/proof/0/expires", Json.createValue("2026-06-01T00:00:00Z")))
                .failed("signature")
                .undetermined("signer", "status"));
        samples.add(Sample.of(
                        "proof-of-unknown-kind",
                        "A suite that this version cannot verify",
                        with(badge, "/proof/0/cryptosuite", Json.createValue("lattice-rdfc-2030")))
                .undetermined("signature", "signer", "status"));
        samples.add(Sample.of("unsigned", "Nobody signed it", with(badge, "/proof", null))
                .undetermined("signature", "signer", "status"));
        JsonValue good = Riverbend.tree(badge).getJsonArray("proof").get(0);
        JsonValue foreign =
                Riverbend.tree(issue(badge(7))).getJsonArray("proof").get(0);
        samples.add(Sample.of(
                        "one-of-two-proofs-broken",
                        "A proof that holds does not heal one that does not",
                        with(
                                badge,
                                "/proof",
                                Json.createArrayBuilder().add(good).add(foreign).build()))
                .failed("signature")
                .undetermined("status"));
    }

    private static void signers(List<Sample> samples) {
        samples.add(Sample.of(
                        "signed-by-somebody-else",
                        "A stranger's key signed in the college's name",
                        Riverbend.signCarelessly(issue(badge(8)), key(9).signer()))
                .failed("signer")
                .undetermined("status"));
        Signer hidden = key(9).signer(
                        "https://riverbend.example/issuer#" + key(9).publicMultibase(),
                        "https://riverbend.example/issuer");
        String inUrl = with(issue(badge(8)), "/issuer/id", Json.createValue("https://riverbend.example/issuer"));
        samples.add(Sample.of(
                        "key-in-the-url",
                        "A key after the # of the issuer's address proves nothing about the issuer",
                        Riverbend.signCarelessly(inUrl, hidden))
                .undetermined("signature", "signer", "status"));
        samples.add(Sample.of(
                        "did-web-unlisted-key",
                        "The issuer's document does not list the key",
                        didWeb(key(9).signer(DID_WEB + "#key-2", DID_WEB)))
                .undetermined("signature", "status")
                .failed("signer"));
        samples.add(Sample.of(
                        "did-web-unreachable",
                        "The issuer's document cannot be read",
                        Riverbend.signCarelessly(
                                with(didWeb(webSigner()), "/issuer/id", Json.createValue("did:web:silent.example")),
                                key(3).signer("did:web:silent.example#key-1", "did:web:silent.example")))
                .undetermined("signature", "signer", "status"));
    }

    private static void status(List<Sample> samples) {
        String issuer = signer().controller();
        samples.add(Sample.of("revoked", "The issuer took it back", issue(badge((int) Riverbend.REVOKED)))
                .failed("status"));
        samples.add(Sample.of(
                        "suspended",
                        "The issuer suspended it",
                        issue(badge(
                                10,
                                issuer,
                                LEARNER,
                                FROM,
                                null,
                                entry(Riverbend.REVOKED, "suspension", Riverbend.SUSPENSIONS))))
                .failed("status"));
        Map<String, String> unusable = new LinkedHashMap<>();
        unusable.put("status-unreachable", UNKNOWN_LIST);
        unusable.put("status-list-tampered", BROKEN_LIST);
        unusable.put("status-list-expired", OLD_LIST);
        unusable.put("status-list-for-another-purpose", Riverbend.SUSPENSIONS);
        unusable.forEach((name, list) -> samples.add(Sample.of(
                        name,
                        "Whether it was revoked cannot be found out",
                        issue(badge(11, issuer, LEARNER, FROM, null, entry(11, "revocation", list))))
                .undetermined("status")));
        samples.add(Sample.of(
                        "status-index-out-of-range",
                        "The list has no such entry",
                        issue(badge(12, issuer, LEARNER, FROM, null, entry(900_000, "revocation", LIST))))
                .undetermined("status"));
        samples.add(Sample.of(
                        "status-index-malformed",
                        "An index with a leading zero",
                        Riverbend.signCarelessly(
                                with(issue(badge(13)), "/credentialStatus/statusListIndex", Json.createValue("007")),
                                signer()))
                .failed("structure")
                .undetermined("status"));
    }

    private static void meaning(List<Sample> samples) {
        String badge = issue(badge(14));
        samples.add(meaningless("undefined-term", "/credentialSubject/achievement/grade", "A+", badge));
        samples.add(meaningless("undefined-term-in-proof", "/proof/0/note", "approved", badge));
        samples.add(meaningless("keyword-like-term", "/credentialSubject/@grade", "A+", badge));
        samples.add(meaningless("undefined-type", "/credentialSubject/achievement/type/0", "SuperAchievement", badge)
                .failed("structure"));
        samples.add(meaningless("relative-id", "/credentialSubject/id", "mara", badge)
                .failed("structure"));
        samples.add(meaningless("unknown-context", "/@context/1", "https://riverbend.example/context.json", badge)
                .failed("structure"));
        samples.add(
                meaningless("context-not-supported-yet", "/@context/2", "https://w3id.org/security/v3-unstable", badge)
                        .with(Outcome.UNDETERMINED, "context")
                        .verdict(Verdict.UNDETERMINED));
        samples.add(Sample.of(
                        "inline-context",
                        "The document brings its own meaning of words",
                        with(
                                badge,
                                "/@context/2",
                                Json.createObjectBuilder()
                                        .add("name", "https://schema.org/alternateName")
                                        .build()))
                .failed("context")
                .undetermined("signature", "signer", "status"));
    }

    private static Sample meaningless(String name, String pointer, String value, String badge) {
        return Sample.of(
                        name,
                        "Something stands there that the signature would not cover",
                        with(badge, pointer, Json.createValue(value)))
                .failed("context")
                .undetermined("signature", "signer", "status");
    }

    private static void form(List<Sample> samples) {
        String badge = issue(badge(15));
        samples.add(Sample.of(
                        "duplicate-key",
                        "Two names, and readers that pick one",
                        badge.replaceFirst("\"name\":", "\"name\":\"Master of grounding\",\"n\\\\u0061me\":"))
                .formatOnly(Outcome.FAILED));
        samples.add(Sample.of("not-json", "Cut off in the middle", badge.substring(0, badge.length() / 2))
                .formatOnly(Outcome.FAILED));
        samples.add(Sample.of("too-deep", "Nested without end", "{\"a\":".repeat(70) + "1" + "}".repeat(70))
                .formatOnly(Outcome.FAILED));
        samples.add(Sample.of("no-credential", "Some other JSON", "{\"type\":\"Invoice\",\"total\":3}")
                .formatOnly(Outcome.FAILED));
        samples.add(Sample.of(
                        "token",
                        "A token, but of no credential",
                        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJkaWQ6ZXhhbXBsZToxIn0.")
                .formatOnly(Outcome.FAILED));
        samples.add(Sample.of(
                        "missing-achievement",
                        "A badge for nothing",
                        Riverbend.signCarelessly(with(badge, "/credentialSubject/achievement", null), signer()))
                .failed("structure")
                .undetermined("status"));
        samples.add(Sample.of(
                        "missing-criteria",
                        "An achievement must say how it is earned",
                        Riverbend.signCarelessly(
                                with(badge, "/credentialSubject/achievement/criteria", null), signer()))
                .failed("structure")
                .undetermined("status"));
        samples.add(Sample.of("missing-issuer", "It does not say who issued it", with(badge, "/issuer", null))
                .failed("structure", "issuer", "signature")
                .undetermined("signer", "status"));
        samples.add(Sample.of("poisoned-graph", "Look-alike nodes that cost an unguarded verifier minutes", poison())
                .withoutStatus()
                .failed("signature"));
    }

    private static void records(List<Sample> samples) {
        Verdict valid = Verdict.VALID;
        Verdict invalid = Verdict.INVALID;
        Verdict undetermined = Verdict.UNDETERMINED;
        String one = issue(badge(16));
        String two = issue(badge(17));
        Association association = new Association(
                "isPeerOf",
                Riverbend.achievement(16).id(),
                Riverbend.achievement(17).id());
        String record = issue(Riverbend.record(List.of(one, two), List.of(association)));
        samples.add(Sample.of("valid-record", "Two badges of one learner", record)
                .record(valid, valid)
                .with(Outcome.PASSED, "associations"));
        samples.add(Sample.of(
                        "record-tampered",
                        "Somebody took a badge out",
                        with(record, "/credentialSubject/verifiableCredential/1", null))
                .record(valid)
                .failed("signature")
                .with(Outcome.UNDETERMINED, "associations")
                .warnings(1));
        samples.add(Sample.of(
                        "record-with-dangling-association",
                        "An association names an achievement that is not there; the record is as true as before",
                        Riverbend.signCarelessly(
                                with(
                                        issue(Riverbend.record(List.of(one), List.of())),
                                        "/credentialSubject/association",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("type", "Association")
                                                        .add("associationType", association.associationType())
                                                        .add("sourceId", association.sourceId())
                                                        .add("targetId", association.targetId()))
                                                .build()),
                                signer()))
                .record(valid)
                .with(Outcome.UNDETERMINED, "associations")
                .warnings(1));
        samples.add(Sample.of(
                        "record-with-revoked-badge",
                        "One badge was revoked later; the record is still what its issuer said",
                        issue(Riverbend.record(List.of(one, issue(badge((int) Riverbend.REVOKED))), List.of())))
                .record(valid, invalid)
                .warnings(1));
        samples.add(Sample.of(
                        "record-with-tampered-badge",
                        "One badge is forged",
                        issue(Riverbend.record(
                                List.of(
                                        one,
                                        with(two, "/credentialSubject/achievement/name", Json.createValue("Master"))),
                                List.of())))
                .record(valid, invalid)
                .failed("children"));
        samples.add(Sample.of(
                        "record-with-unsigned-badge",
                        "One badge has no proof of its own",
                        issue(Riverbend.record(List.of(one, with(two, "/proof", null)), List.of())))
                .record(valid, undetermined)
                .undetermined("children"));
        String others = issue(someoneElses());
        samples.add(Sample.of(
                        "record-with-somebody-elses-badge",
                        "One badge is about another person and does not count",
                        issue(Riverbend.record(List.of(one, others), List.of())))
                .record(valid, valid)
                .with(Outcome.UNDETERMINED, "subject")
                .warnings(1));
    }

    private static void presentations(List<Sample> samples) {
        Verdict valid = Verdict.VALID;
        Signer holder = key(5).signer();
        String good = issue(about(holder, 20));
        String presented = presentation(holder.controller(), good);
        samples.add(presented("presentation", "A learner shows a badge", Riverbend.present(presented, holder), valid));
        samples.add(presented(
                "presentation-that-answers",
                "The proof answers a challenge of somebody; here nobody asks",
                Riverbend.present(
                        presented,
                        holder,
                        Json.createObjectBuilder()
                                .add("challenge", "7f3a-1c55")
                                .add("domain", "https://employer.example")
                                .build()),
                valid));
        samples.add(presented(
                        "presentation-of-somebody-elses-badge",
                        "The badge is genuine, and about somebody else than the holder who shows it",
                        Riverbend.present(presentation(holder.controller(), issue(badge(20))), holder),
                        valid)
                .with(Outcome.UNDETERMINED, "subject")
                .warnings(2));
        samples.add(presented("presentation-unsigned", "Nobody says who shows it", presented, valid)
                .undetermined("signature", "signer")
                .with(Outcome.NOT_APPLICABLE, "subject")
                .warnings(0));
        samples.add(presented(
                        "presentation-by-somebody-else",
                        "The holder whom it names did not sign it",
                        Riverbend.present(presented, key(9).signer()),
                        valid)
                .failed("signer")
                .with(Outcome.NOT_APPLICABLE, "subject"));
        samples.add(presented(
                        "presentation-signed-as-a-credential",
                        "A proof that asserts does not present",
                        Riverbend.signCarelessly(presented, holder),
                        valid)
                .failed("signature")
                .undetermined("signer")
                .with(Outcome.NOT_APPLICABLE, "subject"));
        samples.add(presented(
                        "presentation-with-revoked-badge",
                        "The badge that is shown was revoked",
                        Riverbend.present(
                                presentation(holder.controller(), issue(about(holder, (int) Riverbend.REVOKED))),
                                holder),
                        Verdict.INVALID)
                .warnings(2));
        samples.add(presented(
                        "presentation-with-tampered-badge",
                        "The badge that is shown is forged",
                        Riverbend.present(
                                presentation(
                                        holder.controller(),
                                        with(good, "/credentialSubject/achievement/name", Json.createValue("Master"))),
                                holder),
                        Verdict.INVALID)
                .failed("children"));
    }

    private static Sample presented(String name, String about, String document, Verdict child) {
        return Sample.of(name, about, document)
                .record(child)
                .warnings(1)
                .with(Outcome.NOT_APPLICABLE, "issuer", "validity");
    }

    private static AchievementCredential about(Signer holder, int number) {
        return badge(number, signer().controller(), holder.controller(), FROM, null, entry(number, "revocation", LIST));
    }

    private static String presentation(String holder, String credential) {
        return """
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"holder":"%s",
                 "verifiableCredential":[%s]}""".formatted(holder, credential);
    }

    private static AchievementCredential someoneElses() {
        return badge(18, signer().controller(), "did:example:learner-noor", FROM, null, entry(18, "revocation", LIST));
    }

    private static Signer webSigner() {
        return key(3).signer(DID_WEB + "#key-1", DID_WEB);
    }

    private static String didWeb(Signer signer) {
        return issue(badge(19, DID_WEB, LEARNER, FROM, null, entry(19, "revocation", LIST)), signer);
    }

    private static String plain() {
        String unsigned = """
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
                 "issuer":"%s","validFrom":"2026-01-15T08:00:00+01:00","name":"Yard pass",
                 "credentialSubject":{"id":"did:example:learner-mara","name":"May enter the training yard"}}""".formatted(signer().controller());
        return Riverbend.signCarelessly(unsigned, signer());
    }

    /** Ten nodes, each tied to every other: nothing tells them apart. */
    private static String poison() {
        var subjects = Json.createArrayBuilder();
        for (int i = 0; i < 10; i++) {
            var others = Json.createArrayBuilder();
            for (int j = 0; j < 10; j++) {
                if (i != j) {
                    others.add(Json.createObjectBuilder().add("id", "_:n" + j));
                }
            }
            subjects.add(
                    Json.createObjectBuilder().add("id", "_:n" + i).add("https://riverbend.example/knows", others));
        }
        return with(plain(), "/credentialSubject", subjects.build());
    }
}
