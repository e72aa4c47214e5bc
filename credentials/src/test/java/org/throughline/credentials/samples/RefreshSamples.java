package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.Outcome;

/** Samples of badges whose issuer has a newer one, or says so. */
final class RefreshSamples {

    private static final String HOME = "https://riverbend.example/newest/";
    private static final String EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";
    private static final JsonValue ENDED = Json.createValue("2026-06-30T00:00:00Z");

    private RefreshSamples() {}

    static void documents(Map<String, String> documents) {
        documents.put(HOME + "renewed", refreshable(60, HOME + "renewed", null));
        documents.put(
                HOME + "tampered", with(refreshable(61, HOME + "tampered", null), "/name", Json.createValue("Master")));
        documents.put(HOME + "another", refreshable(99, HOME + "another", null));
        documents.put(HOME + "same", refreshable(63, HOME + "same", null));
        documents.put(HOME + "token", Forge.token(refreshable(67, HOME + "token", null), signer()));
        documents.put(HOME + "on-and-on", refreshable(64, HOME + "renewed", null));
    }

    static void addTo(List<Sample> samples) {
        samples.add(Sample.of(
                        "refreshed",
                        "It has expired, and its issuer has a newer one, which is judged in its place",
                        refreshable(60, HOME + "renewed", ENDED))
                .warnings(1));
        String token = Forge.token(refreshable(60, HOME + "renewed", ENDED), signer());
        samples.add(Sample.of("refreshed-token", "A token that has expired; its issuer has a newer one, in JSON", token)
                .warnings(1));
        samples.add(Sample.of(
                        "refreshed-in-an-envelope",
                        "What expired stands in an envelope; the newer one is judged in its place",
                        envelope(token))
                .warnings(1));
        samples.add(
                Sample.of("refreshed-to-a-token", "The newer one is a token", refreshable(67, HOME + "token", ENDED))
                        .with(Outcome.PASSED, "claims")
                        .warnings(1));
        samples.add(Sample.of(
                        "refresh-tampered",
                        "The newer one was tampered with; what was given counts as it is",
                        refreshable(61, HOME + "tampered", null))
                .with(Outcome.UNDETERMINED, "refresh")
                .warnings(1));
        samples.add(Sample.of(
                        "refresh-of-another-badge",
                        "At the place for a newer one stands another badge",
                        refreshable(62, HOME + "another", null))
                .with(Outcome.UNDETERMINED, "refresh")
                .warnings(1));
        samples.add(Sample.of("refresh-the-same", "It is the newest one", refreshable(63, HOME + "same", null))
                .with(Outcome.PASSED, "refresh"));
        samples.add(Sample.of(
                        "refresh-once",
                        "The newer one names a place for a newer one, which is not asked any more",
                        refreshable(64, HOME + "on-and-on", ENDED))
                .warnings(1));
        samples.add(Sample.of(
                        "refresh-unreachable",
                        "The place for a newer one does not answer; what was given has expired",
                        refreshable(65, HOME + "nowhere", ENDED))
                .failed("validity")
                .with(Outcome.UNDETERMINED, "refresh")
                .warnings(1));
        samples.add(Sample.of(
                        "refresh-of-an-impostor",
                        "Signed by somebody else: nothing is asked for",
                        Riverbend.signCarelessly(refreshable(66, HOME + "renewed", null), key(9).signer()))
                .failed("signer")
                .undetermined("status")
                .with(Outcome.UNDETERMINED, "refresh"));
    }

    private static String envelope(String token) {
        return "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"type\":\"EnvelopedVerifiableCredential\","
                + "\"id\":\"data:application/vc+jwt," + token + "\"}";
    }

    private static String refreshable(int number, String place, @Nullable JsonValue until) {
        JsonValue service = Json.createObjectBuilder()
                .add("id", place)
                .add("type", "1EdTechCredentialRefresh")
                .build();
        String extended = with(issue(badge(number)), "/@context/2", Json.createValue(EXTENSIONS));
        String named = with(extended, "/refreshService", service);
        return Riverbend.signCarelessly(until == null ? named : with(named, "/validUntil", until), signer());
    }
}
