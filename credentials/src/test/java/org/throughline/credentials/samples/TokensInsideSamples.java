package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.LIST;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.entry;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.AchievementCredential;

/** Samples of tokens inside of other documents: badges in a learner's record, and endorsements. */
final class TokensInsideSamples {

    private static final Verdict VALID = Verdict.VALID;
    private static final Verdict INVALID = Verdict.INVALID;
    private static final Verdict UNDETERMINED = Verdict.UNDETERMINED;

    private TokensInsideSamples() {}

    static void addTo(List<Sample> samples) {
        records(samples);
        envelopes(samples);
        endorsements(samples);
    }

    private static void records(List<Sample> samples) {
        samples.add(Sample.of(
                        "record-of-tokens",
                        "A badge as a token, one in an envelope and one with its proof inside",
                        record(text(token(21)), envelope(token(22)), Riverbend.tree(issue(badge(23)))))
                .record(VALID, VALID, VALID));
        samples.add(Sample.of(
                        "record-of-tokens-in-a-token",
                        "The same, and the record is a token too",
                        Forge.token(record(text(token(21)), envelope(token(22))), signer()))
                .record(VALID, VALID)
                .with(Outcome.PASSED, "claims"));
        samples.add(Sample.of(
                        "record-with-a-tampered-token",
                        "One of the tokens is forged",
                        record(text(token(21)), text(tampered(token(22)))))
                .record(VALID, INVALID)
                .failed("children"));
        samples.add(
                Sample.of("record-with-a-broken-token", "One of the tokens is cut off", record(text(cut(token(22)))))
                        .record(INVALID)
                        .failed("children"));
        samples.add(Sample.of(
                        "record-with-a-token-that-brings-its-key",
                        "Whoever made the token may have made the key",
                        record(text(bringsItsKey(24))))
                .record(UNDETERMINED)
                .undetermined("children"));
        samples.add(Sample.of(
                        "record-with-a-revoked-token",
                        "One badge was revoked later; the record is still what its issuer said",
                        record(text(token(21)), text(token((int) Riverbend.REVOKED))))
                .record(VALID, INVALID)
                .warnings(1));
        samples.add(Sample.of(
                        "record-with-somebody-elses-token",
                        "One token is about another person and does not count",
                        record(text(token(21)), text(Forge.token(issue(somebodyElses()), signer()))))
                .record(VALID, VALID)
                .with(Outcome.UNDETERMINED, "subject")
                .warnings(1));
    }

    private static void envelopes(List<Sample> samples) {
        samples.add(Sample.of(
                        "record-with-a-tampered-envelope",
                        "What stands in the envelope is forged",
                        record(envelope(tampered(token(22)))))
                .record(INVALID)
                .failed("children"));
        samples.add(Sample.of(
                        "record-with-an-unknown-envelope",
                        "Nobody here knows how to open it",
                        record(Json.createObjectBuilder(envelope(token(22)))
                                .add("id", "data:application/vc+cose;base64,AAAA")
                                .build()))
                .record(UNDETERMINED)
                .undetermined("children"));
        samples.add(Sample.of(
                        "record-with-an-empty-envelope",
                        "The envelope holds nothing",
                        record(Json.createObjectBuilder(envelope(token(22)))
                                .add("id", "https://riverbend.example/badges/22")
                                .build()))
                .record(INVALID)
                .failed("children"));
        samples.add(Sample.of(
                        "record-with-a-revoked-envelope",
                        "The badge in the envelope was revoked later",
                        record(envelope(token((int) Riverbend.REVOKED))))
                .record(INVALID)
                .warnings(1));
    }

    private static void endorsements(List<Sample> samples) {
        String badge = badge(43).id();
        String achievement = Riverbend.achievement(43).id();
        String issuer = signer().controller();
        samples.add(Sample.of(
                        "endorsed-by-tokens",
                        "Tokens stand by the badge, by its achievement and by its issuer",
                        endorsed(endorsement(4, badge), endorsement(5, achievement), endorsement(6, issuer)))
                .with(Outcome.PASSED, "endorsements"));
        samples.add(doubtful(
                "endorsement-token-tampered",
                "The endorsement of the issuer is forged; the badge is as true as before",
                endorsed(endorsement(4, badge), endorsement(5, achievement), tampered(endorsement(6, issuer)))));
        samples.add(doubtful(
                "endorsement-token-of-something-else",
                "The endorsement of the badge was put beside the achievement",
                endorsed(endorsement(4, badge), endorsement(4, badge), endorsement(6, issuer))));
        samples.add(doubtful(
                "endorsement-token-of-another-kind",
                "A badge in the place of an endorsement",
                endorsed(token(21), endorsement(5, achievement), endorsement(6, issuer))));
        samples.add(doubtful(
                "endorsement-token-that-brings-its-key",
                "Whoever made the token may have made the key",
                endorsed(bringsItsKey(43), endorsement(5, achievement), endorsement(6, issuer))));
        samples.add(Sample.of(
                        "endorsement-token-malformed",
                        "What should be a token is none",
                        endorsed("not a token", endorsement(5, achievement), endorsement(6, issuer)))
                .failed("structure")
                .undetermined("status")
                .with(Outcome.UNDETERMINED, "endorsements")
                .warnings(1));
    }

    private static Sample doubtful(String name, String about, String document) {
        return Sample.of(name, about, document)
                .with(Outcome.UNDETERMINED, "endorsements")
                .warnings(1);
    }

    private static String record(JsonValue... badges) {
        JsonArrayBuilder inside = Json.createArrayBuilder();
        for (JsonValue badge : badges) {
            inside.add(badge);
        }
        String record = issue(Riverbend.record(List.of(issue(badge(20))), List.of()));
        return Riverbend.signCarelessly(
                with(record, "/credentialSubject/verifiableCredential", inside.build()), signer());
    }

    private static JsonValue text(String token) {
        return Json.createValue(token);
    }

    private static JsonObject envelope(String token) {
        return Json.createObjectBuilder()
                .add("@context", "https://www.w3.org/ns/credentials/v2")
                .add("id", "data:application/vc+jwt," + token)
                .add("type", "EnvelopedVerifiableCredential")
                .build();
    }

    private static String token(int number) {
        return Forge.token(issue(badge(number)), signer());
    }

    private static AchievementCredential somebodyElses() {
        return badge(
                25,
                signer().controller(),
                "did:example:learner-noor",
                Riverbend.FROM,
                null,
                entry(25, "revocation", LIST));
    }

    private static String bringsItsKey(int number) {
        JsonObject bare = Forge.with(
                Forge.with(Forge.header(signer()), "kid", (JsonValue) null), "jwk", Forge.jwk(key(1).publicKey()));
        return Forge.sign(bare, Forge.payload(issue(badge(number)), signer()), signer());
    }

    private static String tampered(String token) {
        int payload = token.indexOf('.') + 1;
        String claims = new String(
                Base64.getUrlDecoder().decode(token.substring(payload, token.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
        String better = claims.replaceFirst("\"name\":\"", "\"name\":\"Honours: ");
        return token.substring(0, payload)
                + Base64Url.encode(better.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.lastIndexOf('.'));
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String endorsement(int number, String of) {
        Signer guild = key(7).signer();
        return Forge.token(SchemaSamples.endorsement(number, of), guild);
    }

    private static String endorsed(String ofBadge, String ofAchievement, String ofIssuer) {
        String badge = with(issue(badge(43)), "/endorsementJwt", list(ofBadge));
        badge = with(badge, "/credentialSubject/achievement/endorsementJwt", list(ofAchievement));
        badge = with(badge, "/issuer/endorsementJwt", list(ofIssuer));
        return Riverbend.signCarelessly(badge, signer());
    }

    private static JsonValue list(String token) {
        return Json.createArrayBuilder().add(token).build();
    }
}
