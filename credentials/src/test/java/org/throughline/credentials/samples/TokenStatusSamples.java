package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Forge.with;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.Signer;

/** Samples of tokens whose status stands in a list that is a token itself (Token Status List). */
final class TokenStatusSamples {

    private static final String HOME = "https://riverbend.example/token-status/";
    private static final long MADE = 1_795_000_000L; // a few hours before the day of the samples
    private static final long PAST = 1_780_000_000L;
    private static final long FUTURE = 1_800_000_000L;

    private TokenStatusSamples() {}

    static void documents(Map<String, String> documents) {
        documents.put(HOME + "1", list("1", 1, Map.of(10, 1)));
        documents.put(HOME + "2", list("2", 2, Map.of(1, 1, 2, 2, 3, 3)));
        documents.put(HOME + "4", list("4", 4, Map.of(6, 1, 7, 2)));
        documents.put(HOME + "8", list("8", 8, Map.of(9, 1, 10, 2)));
        JsonObject one = claims("one", 1, Map.of(10, 1));
        documents.put(HOME + "old", signed(with(with(one, "sub", HOME + "old"), "ttl", Json.createValue(1))));
        documents.put(HOME + "expired", signed(with(named(one, "expired"), "exp", Json.createValue(PAST))));
        documents.put(HOME + "early", signed(with(named(one, "early"), "nbf", Json.createValue(FUTURE))));
        documents.put(HOME + "undated", signed(with(named(one, "undated"), "iat", (JsonValue) null)));
        documents.put(HOME + "moved", signed(one));
        documents.put(
                HOME + "another-type",
                Forge.sign(with(header(signer()), "typ", "JWT"), named(one, "another-type"), signer()));
        documents.put(
                HOME + "unsigned", Forge.sign(with(header(signer()), "alg", "none"), named(one, "unsigned"), signer()));
        String honest = signed(named(one, "tampered"));
        String better = signed(with(named(one, "tampered"), "status_list", bits(1, Map.of())));
        documents.put(
                HOME + "tampered",
                better.substring(0, better.lastIndexOf('.')) + honest.substring(honest.lastIndexOf('.')));
        Signer stranger = key(9).signer();
        documents.put(
                HOME + "impostor",
                Forge.sign(header(stranger), with(named(one, "impostor"), "iss", signer().controller()), stranger));
        documents.put(HOME + "named-by-key", Forge.sign(header(stranger), named(one, "named-by-key"), stranger));
        Signer other = key(6).signer();
        documents.put(
                HOME + "foreign",
                Forge.sign(header(other), with(named(one, "foreign"), "iss", other.controller()), other));
        documents.put(HOME + "three-bits", signed(with(named(one, "three-bits"), "status_list", bits(3, Map.of()))));
        documents.put(
                HOME + "garbled",
                signed(with(
                        named(one, "garbled"),
                        "status_list",
                        Json.createObjectBuilder()
                                .add("bits", 1)
                                .add("lst", "AAAA")
                                .build())));
    }

    static void addTo(List<Sample> samples) {
        values(samples);
        lists(samples);
        badges(samples);
    }

    private static void values(List<Sample> samples) {
        samples.add(
                of("token-status-clear", "Number 13 is clear; whoever counts from the left reads number 10", "1", 13));
        samples.add(
                of("token-status-revoked", "Number 10 is set; whoever counts from the left reads number 13", "1", 10)
                        .failed("status"));
        samples.add(of("token-status-of-two-bits-clear", "Two bits each, counted from the right", "2", 0));
        samples.add(
                of("token-status-of-two-bits-revoked", "01 is revoked", "2", 1).failed("status"));
        samples.add(of("token-status-of-two-bits-suspended", "10 is suspended", "2", 2)
                .failed("status"));
        samples.add(of("token-status-of-its-own", "11 means what only the issuer's own rules say", "2", 3)
                .undetermined("status"));
        samples.add(of("token-status-of-four-bits-clear", "Four bits each", "4", 1));
        samples.add(of("token-status-of-four-bits-revoked", "Four bits each, in the right half of its byte", "4", 6)
                .failed("status"));
        samples.add(of("token-status-of-four-bits-suspended", "Four bits each, in the left half", "4", 7)
                .failed("status"));
        samples.add(of("token-status-of-eight-bits-clear", "A byte each", "8", 8));
        samples.add(
                of("token-status-of-eight-bits-revoked", "A byte each", "8", 9).failed("status"));
        samples.add(of("token-status-of-eight-bits-suspended", "A byte each", "8", 10)
                .failed("status"));
        samples.add(of("token-status-out-of-range", "The list has no such entry", "1", 128)
                .undetermined("status"));
        samples.add(sample("token-status-below-zero", "A position below zero", reference("1", Json.createValue(-1)))
                .undetermined("status"));
        samples.add(sample("token-status-as-text", "A position in text", reference("1", Json.createValue("13")))
                .undetermined("status"));
        JsonObject ledger = Json.createObjectBuilder()
                .add("ledger", Json.createObjectBuilder().add("at", 13))
                .build();
        samples.add(sample("token-status-of-another-kind", "Nobody here knows how to look this up", ledger)
                .undetermined("status"));
    }

    private static void lists(List<Sample> samples) {
        samples.add(of(
                "token-status-list-old",
                "Whoever keeps copies should have fetched a fresh one long ago (ttl); this one was just fetched",
                "old",
                13));
        samples.add(
                of("token-status-list-of-another", "The list is signed by somebody else, and says so", "foreign", 13)
                        .warnings(1));
        samples.add(of("token-status-list-of-another-revoked", "And what it takes back is taken back", "foreign", 10)
                .failed("status")
                .warnings(1));
        samples.add(of("token-status-list-named-by-its-key", "Only the key tells who else signed", "named-by-key", 13)
                .warnings(1));
        Map<String, String> unusable = new LinkedHashMap<>();
        unusable.put("silent", "The list does not answer");
        unusable.put("expired", "The list has expired (exp)");
        unusable.put("early", "The list does not count yet (nbf)");
        unusable.put("undated", "The list does not say when it was made (iat)");
        unusable.put("moved", "Another list stands at the address (sub)");
        unusable.put("another-type", "What stands there is another kind of token");
        unusable.put("unsigned", "Anybody could have written the list");
        unusable.put("tampered", "Somebody cleared every entry");
        unusable.put("impostor", "A stranger signed in the college's name");
        unusable.put("three-bits", "Entries of three bits do not exist");
        unusable.put("garbled", "The list is not compressed as it should be");
        unusable.forEach((name, about) ->
                samples.add(of("token-status-list-" + name, about, name, 13).undetermined("status")));
    }

    /** The same claim beside a badge in a token; it belongs to the token and is no word of the credential. */
    private static void badges(List<Sample> samples) {
        String document = Riverbend.with(issue(badge(62)), "/credentialStatus", null);
        JsonObject payload = Forge.payload(document, signer());
        samples.add(Sample.of(
                        "token-status-of-a-badge",
                        "A badge as a VC-JWT whose status stands in a list of tokens",
                        token(payload, "1", 13))
                .with(Outcome.PASSED, "claims"));
        samples.add(Sample.of("token-status-of-a-revoked-badge", "The same, revoked", token(payload, "1", 10))
                .with(Outcome.PASSED, "claims")
                .failed("status"));
        samples.add(
                Sample.of("token-status-of-a-badge-unknown", "The same, and no answer", token(payload, "silent", 13))
                        .with(Outcome.PASSED, "claims")
                        .undetermined("status"));
    }

    private static String token(JsonObject payload, String list, int index) {
        return Forge.sign(
                Forge.header(signer()), with(payload, "status", reference(list, Json.createValue(index))), signer());
    }

    private static Sample of(String name, String about, String list, int index) {
        return sample(name, about, reference(list, Json.createValue(index)));
    }

    private static Sample sample(String name, String about, JsonObject status) {
        JsonObject claims = Json.createObjectBuilder()
                .add("iss", signer().controller())
                .add("vct", "https://riverbend.example/types/degree")
                .add("nbf", 1_768_460_400L)
                .add("sub", Riverbend.LEARNER)
                .add("degree", "Electric Power")
                .add("status", status)
                .build();
        String token = Forge.sign(Forge.with(Forge.header(signer()), "typ", "dc+sd-jwt"), claims, signer());
        return Sample.of(name, about, token + "~")
                .with(Outcome.PASSED, "claims")
                .with(Outcome.NOT_APPLICABLE, "structure", "context");
    }

    private static JsonObject reference(String list, JsonValue index) {
        return Json.createObjectBuilder()
                .add("status_list", Json.createObjectBuilder().add("idx", index).add("uri", HOME + list))
                .build();
    }

    private static String list(String name, int bits, Map<Integer, Integer> values) {
        return signed(claims(name, bits, values));
    }

    private static JsonObject named(JsonObject claims, String name) {
        return Forge.with(claims, "sub", HOME + name);
    }

    private static JsonObject claims(String name, int bits, Map<Integer, Integer> values) {
        return Json.createObjectBuilder()
                .add("sub", HOME + name)
                .add("iat", MADE)
                .add("exp", FUTURE)
                .add("ttl", 43_200)
                .add("status_list", bits(bits, values))
                .build();
    }

    /** Sixteen bytes of entries, index 0 in the lowest bits of the first. */
    private static JsonObject bits(int bits, Map<Integer, Integer> values) {
        byte[] bytes = new byte[16];
        values.forEach((index, value) -> bytes[index * bits / 8] |= (byte) (value << index * bits % 8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return Json.createObjectBuilder()
                .add("bits", bits)
                .add("lst", Base64Url.encode(out.toByteArray()))
                .build();
    }

    private static String signed(JsonObject claims) {
        return Forge.sign(header(signer()), claims, signer());
    }

    private static JsonObject header(Signer signer) {
        return Forge.with(Forge.header(signer), "typ", "statuslist+jwt");
    }
}
