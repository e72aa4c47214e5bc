package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.LIST;
import static org.throughline.credentials.samples.Riverbend.REVOKED;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.throughline.credentials.status.StatusList;

/** Samples of every way in which an issuer can take something back, and of every way in which that can go wrong. */
final class StatusSamples {

    private static final String HOME = "https://riverbend.example/status/";
    private static final String NAMES = "https://riverbend.example/revocations";
    private static final String EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

    private static final String STATUS_LIST_2021 = "https://w3id.org/vc/status-list/2021/v1";
    private static final String REVOCATION_LIST_2020 = "https://w3id.org/vc-revocation-list-2020/v1";

    private StatusSamples() {}

    static Map<String, String> documents() {
        StatusList some = StatusList.empty(StatusList.MINIMUM_SIZE).with(REVOKED, true);
        Map<String, String> documents = new LinkedHashMap<>();
        publish(documents, "left", "revocation", some.with(10, true));
        // at two bits each, number 21 is 10 in binary: the bits 42 and 43
        StatusList twice = StatusList.empty(2 * StatusList.MINIMUM_SIZE);
        publish(documents, "messages", "message", twice.with(42, true));
        publish(documents, "wide", "revocation", twice.with(43, true));
        publish(documents, "refresh", "refresh", some);
        publish(documents, "foreign", "revocation", some);
        String foreign = Objects.requireNonNull(documents.get(HOME + "foreign"));
        documents.put(
                HOME + "foreign",
                Riverbend.signCarelessly(
                        Riverbend.with(foreign, "/issuer", Json.createValue(key(6).didKey())), key(6).signer()));
        publish(documents, "unsigned", "revocation", some);
        documents.computeIfPresent(HOME + "unsigned", (url, list) -> Riverbend.with(list, "/proof", null));
        publish(documents, "early", "revocation", some);
        resign(documents, "early", "/validFrom", Json.createValue("2027-01-01T00:00:00Z"));
        publish(documents, "short", "revocation", some);
        resign(documents, "short", "/credentialSubject/encodedList", encoded(new byte[1_250]));
        publish(documents, "bomb", "revocation", some);
        resign(documents, "bomb", "/credentialSubject/encodedList", encoded(new byte[9 * 1024 * 1024]));
        publish(documents, "garbled", "revocation", some);
        resign(documents, "garbled", "/credentialSubject/encodedList", Json.createValue("uAAAA"));
        publish(documents, "both", "revocation", some);
        resign(
                documents,
                "both",
                "/credentialSubject/statusPurpose",
                Json.createArrayBuilder().add("revocation").add("suspension").build());
        publish(documents, "moved", "revocation", some);
        resign(documents, "moved", "/id", Json.createValue(LIST));
        publish(documents, "for-nothing", "revocation", some);
        resign(
                documents,
                "for-nothing",
                "/credentialSubject/statusPurpose",
                Json.createArrayBuilder().build());
        inTokens(documents, some);
        drafts(documents, some);
        documents.put(HOME + "badge", issue(badge(30)));
        documents.put(NAMES, """
                {"id": "https://riverbend.example/revocations", "issuer": "%s", "revokedCredential": [
                  {"id": "%s", "revoked": true, "revocationReason": "Issued in error"},
                  {"id": "%s", "revoked": false},
                  {"id": "%s"}]}
                """.formatted(signer().controller(), id(31), id(32), id(33)));
        documents.put(NAMES + "/foreign", """
                {"id": "https://riverbend.example/revocations/foreign", "issuer": "https://elsewhere.example/",
                 "revokedCredential": {"id": "%s"}}""".formatted(id(33)));
        documents.put(NAMES + "/empty", """
                {"id": "https://riverbend.example/revocations/empty", "issuer": "%s"}""".formatted(signer().controller()));
        documents.put(
                NAMES + "/odd", "{\"revokedCredential\": [{\"id\": \"%s\", \"revoked\": \"no\"}]}".formatted(id(33)));
        documents.put(NAMES + "/cut-off", "{\"revokedCredential\": [");
        documents.put(NAMES + "/no-list", "{\"error\": \"no such list\"}");
        return documents;
    }

    /** Lists that are tokens, alone and in an envelope. */
    private static void inTokens(Map<String, String> documents, StatusList some) {
        for (String name : List.of("token", "tampered-token", "envelope", "unsigned-envelope")) {
            publish(documents, name, "revocation", some);
            documents.computeIfPresent(HOME + name, (url, list) -> Forge.token(list, signer()));
        }
        documents.computeIfPresent(
                HOME + "tampered-token", (url, token) -> token.substring(0, token.length() - 6) + "AAAAAA");
        documents.computeIfPresent(HOME + "envelope", (url, token) -> enveloped(token));
        documents.computeIfPresent(
                HOME + "unsigned-envelope",
                (url, token) -> enveloped("eyJhbGciOiJub25lIn0" + token.substring(token.indexOf('.'))));
    }

    private static String enveloped(String token) {
        return """
                {"@context":"https://www.w3.org/ns/credentials/v2","type":"EnvelopedVerifiableCredential",
                 "id":"data:application/vc+jwt,%s"}""".formatted(token);
    }

    /** Lists of the two drafts before the standard. */
    private static void drafts(Map<String, String> documents, StatusList some) {
        for (String name : List.of("2021", "2021-suspension", "2021-tampered", "2020", "2020-tampered")) {
            boolean first = name.startsWith("2020");
            JsonObject subject = Json.createObjectBuilder()
                    .add("id", HOME + name + "#list")
                    .add("type", first ? "RevocationList2020" : "StatusList2021")
                    .add("encodedList", some.encode().substring(1))
                    .build();
            if (!first) {
                subject = Json.createObjectBuilder(subject)
                        .add("statusPurpose", name.endsWith("suspension") ? "suspension" : "revocation")
                        .build();
            }
            JsonObject list = Json.createObjectBuilder()
                    .add(
                            "@context",
                            Json.createArrayBuilder()
                                    .add("https://www.w3.org/2018/credentials/v1")
                                    .add(first ? REVOCATION_LIST_2020 : STATUS_LIST_2021)
                                    .add("https://w3id.org/security/data-integrity/v2"))
                    .add("id", HOME + name)
                    .add(
                            "type",
                            Json.createArrayBuilder()
                                    .add("VerifiableCredential")
                                    .add(first ? "RevocationList2020Credential" : "StatusList2021Credential"))
                    .add("issuer", signer().controller())
                    .add("issuanceDate", "2026-01-15T08:00:00Z")
                    .add("credentialSubject", subject)
                    .build();
            String signed = Riverbend.signCarelessly(list.toString(), signer());
            documents.put(
                    HOME + name,
                    name.endsWith("tampered")
                            ? Riverbend.with(
                                    signed,
                                    "/credentialSubject/encodedList",
                                    Json.createValue(StatusList.empty(StatusList.MINIMUM_SIZE)
                                            .encode()
                                            .substring(1)))
                            : signed);
        }
    }

    private static void publish(Map<String, String> documents, String name, String purpose, StatusList list) {
        documents.put(HOME + name, Riverbend.statusList(HOME + name, purpose, list, null));
    }

    private static void resign(Map<String, String> documents, String name, String pointer, JsonValue value) {
        documents.computeIfPresent(
                HOME + name, (url, list) -> Riverbend.signCarelessly(Riverbend.with(list, pointer, value), signer()));
    }

    private static JsonValue encoded(byte[] bits) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bits);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return Json.createValue("u" + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray()));
    }

    private static String id(int number) {
        return badge(number).id();
    }

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        bits(samples);
        purposes(samples);
        lists(samples);
        listsInTokens(samples);
        listsOfTheDrafts(samples);
        names(samples);
        oddNames(samples);
        return samples;
    }

    private static void bits(List<Sample> samples) {
        samples.add(Sample.of(
                "status-counted-from-the-left",
                "Number 13 is clear; whoever counts from the right reads number 10, which is set",
                entry(30, "left", "revocation", 13)));
        samples.add(Sample.of(
                        "revoked-counted-from-the-left",
                        "Number 10 is set; whoever counts from the right reads number 13, which is clear",
                        entry(30, "left", "revocation", 10))
                .failed("status"));
        samples.add(Sample.of(
                        "status-index-as-number",
                        "The position is a number where the standard writes a text",
                        with30(Json.createObjectBuilder(bare("left", "revocation", 10))
                                .add("statusListIndex", 10)
                                .build()))
                .failed("status"));
        samples.add(Sample.of(
                        "revoked-in-the-second-bit",
                        "An entry of two bits: whoever reads one of them sees nothing",
                        with30(wide("wide", "revocation")))
                .failed("status"));
        samples.add(Sample.of(
                "clear-in-two-bits",
                "An entry of two bits beside one that is set",
                with30(Json.createObjectBuilder(wide("wide", "revocation"))
                        .add("statusListIndex", "20")
                        .build())));
        samples.add(Sample.of(
                        "status-size-of-nothing",
                        "Entries of no bits",
                        with30(Json.createObjectBuilder(wide("wide", "revocation"))
                                .add("statusSize", 0)
                                .build()))
                .undetermined("status"));
        samples.add(Sample.of(
                        "status-index-far-out-of-range",
                        "A position beyond what any list has",
                        entry(30, "left", "revocation", 999_999_999_999_999_999L))
                .undetermined("status"));
    }

    private static void purposes(List<Sample> samples) {
        samples.add(Sample.of("status-message", "A message informs", with30(wide("messages", "message")))
                .warnings(1));
        samples.add(Sample.of(
                        "status-message-with-a-reference",
                        "A message, with the place that explains it",
                        with30(Json.createObjectBuilder(wide("messages", "message"))
                                .add("statusReference", "https://riverbend.example/messages")
                                .build()))
                .warnings(1));
        samples.add(Sample.of(
                        "status-message-clear",
                        "What 0 says is a message too",
                        with30(Json.createObjectBuilder(wide("messages", "message"))
                                .add("statusListIndex", "20")
                                .build()))
                .warnings(1));
        samples.add(Sample.of(
                        "status-message-and-revoked",
                        "A message informs; what the second entry takes back is taken back",
                        with30(Json.createArrayBuilder()
                                .add(wide("messages", "message"))
                                .add(bare("left", "revocation", 10))
                                .build()))
                .failed("status")
                .warnings(1));
        samples.add(Sample.of(
                        "status-refresh",
                        "There is a newer version; this one is as true as before",
                        entry(30, "refresh", "refresh", REVOKED))
                .warnings(1));
        samples.add(Sample.of(
                        "suspended-in-a-list-of-two-purposes",
                        "One list for revocation and suspension",
                        entry(30, "both", "suspension", REVOKED))
                .failed("status"));
        JsonValue two = Json.createArrayBuilder()
                .add(bare("left", "revocation", 13))
                .add(bare("both", "suspension", REVOKED))
                .build();
        samples.add(Sample.of("suspended-but-not-revoked", "Of two entries one is set", with30(two))
                .failed("status"));
        JsonObject unknown = Json.createObjectBuilder()
                .add("id", "https://riverbend.example/ledger/30")
                .add("type", "https://riverbend.example/terms#LedgerStatus")
                .build();
        samples.add(Sample.of("status-of-unknown-kind", "Nobody here knows how to look this up", with30(unknown))
                .undetermined("status"));
        JsonValue mixed = Json.createArrayBuilder()
                .add(bare("left", "revocation", 10))
                .add(unknown)
                .build();
        samples.add(Sample.of("revoked-beside-an-unknown-kind", "What is known decides", with30(mixed))
                .failed("status"));
    }

    private static void lists(List<Sample> samples) {
        samples.add(Sample.of(
                        "status-list-of-another-issuer",
                        "The list is signed by somebody else",
                        entry(30, "foreign", "revocation", 30))
                .warnings(1));
        samples.add(Sample.of(
                        "status-list-too-short",
                        "A list of 10,000 tells too much about whom it is asked",
                        entry(30, "short", "revocation", 30))
                .warnings(1));
        Map<String, String> unusable = new LinkedHashMap<>();
        unusable.put("unsigned", "Anybody could have written the list");
        unusable.put("early", "The list does not count yet");
        unusable.put("bomb", "The list inflates to more than anybody needs");
        unusable.put("garbled", "The list is not compressed as it should be");
        unusable.put("moved", "Another list stands at the address");
        unusable.put("badge", "What stands there is no list");
        unusable.put("for-nothing", "The list does not say what it is about");
        unusable.forEach(
                (name, about) -> samples.add(Sample.of("status-list-" + name, about, entry(30, name, "revocation", 30))
                        .undetermined("status")));
    }

    private static void listsInTokens(List<Sample> samples) {
        for (String name : List.of("token", "envelope")) {
            samples.add(Sample.of(
                    "status-list-in-" + (name.equals("token") ? "a-token" : "an-envelope"),
                    "The list is published as a VC-JWT",
                    entry(30, name, "revocation", 30)));
            samples.add(Sample.of(
                            "revoked-by-a-list-in-" + (name.equals("token") ? "a-token" : "an-envelope"),
                            "The list is published as a VC-JWT, and takes it back",
                            entry(30, name, "revocation", REVOKED))
                    .failed("status"));
        }
        for (String name : List.of("tampered-token", "unsigned-envelope")) {
            samples.add(Sample.of(
                            "status-list-in-"
                                    + (name.startsWith("t") ? "a-tampered-token" : "an-envelope-that-nobody-signed"),
                            "The list is published as a VC-JWT that does not hold",
                            entry(30, name, "revocation", 30))
                    .undetermined("status"));
        }
    }

    private static void listsOfTheDrafts(List<Sample> samples) {
        samples.add(Sample.of("status-list-2021", "By the draft of 2021", draft("2021", "revocation", 30)));
        samples.add(Sample.of("status-list-2021-revoked", "By the draft of 2021", draft("2021", "revocation", REVOKED))
                .failed("status"));
        samples.add(Sample.of(
                        "status-list-2021-suspended",
                        "By the draft of 2021",
                        draft("2021-suspension", "suspension", REVOKED))
                .failed("status"));
        samples.add(Sample.of(
                        "status-list-2021-for-another-purpose",
                        "By the draft of 2021; the list is for suspension",
                        draft("2021-suspension", "revocation", 30))
                .undetermined("status"));
        samples.add(Sample.of(
                        "status-list-2021-tampered",
                        "By the draft of 2021; somebody cleared the list",
                        draft("2021-tampered", "revocation", REVOKED))
                .undetermined("status"));
        samples.add(Sample.of("revocation-list-2020", "By the draft of 2020", draft("2020", "", 30)));
        samples.add(Sample.of("revocation-list-2020-revoked", "By the draft of 2020", draft("2020", "", REVOKED))
                .failed("status"));
        samples.add(Sample.of(
                        "revocation-list-2020-tampered",
                        "By the draft of 2020; somebody cleared the list",
                        draft("2020-tampered", "", REVOKED))
                .undetermined("status"));
    }

    private static String draft(String list, String purpose, long index) {
        boolean first = list.startsWith("2020");
        JsonObject entry = Json.createObjectBuilder()
                .add("id", HOME + list + "#" + index)
                .add("type", first ? "RevocationList2020Status" : "StatusList2021Entry")
                .add(first ? "revocationListIndex" : "statusListIndex", Long.toString(index))
                .add(first ? "revocationListCredential" : "statusListCredential", HOME + list)
                .build();
        JsonObject status = first
                ? entry
                : Json.createObjectBuilder(entry).add("statusPurpose", purpose).build();
        String extended = Riverbend.with(
                issue(badge(30)), "/@context/2", Json.createValue(first ? REVOCATION_LIST_2020 : STATUS_LIST_2021));
        return Riverbend.signCarelessly(Riverbend.with(extended, "/credentialStatus", status), signer());
    }

    private static void names(List<Sample> samples) {
        samples.add(Sample.of("revocation-list-clear", "The list of 1EdTech does not name it", named(34, NAMES)));
        samples.add(Sample.of("revocation-list-not-revoked", "The list names it as not revoked", named(32, NAMES)));
        samples.add(Sample.of("revocation-list-revoked", "The list names it, with the reason", named(31, NAMES))
                .failed("status"));
        samples.add(
                Sample.of("revocation-list-revoked-by-default", "The list names it and says no more", named(33, NAMES))
                        .failed("status"));
        samples.add(Sample.of("revocation-list-unreachable", "The list does not answer", named(31, NAMES + "/silent"))
                .undetermined("status"));
        samples.add(
                Sample.of("revocation-list-malformed", "What stands there is no list", named(31, NAMES + "/no-list"))
                        .undetermined("status"));
    }

    private static void oddNames(List<Sample> samples) {
        samples.add(Sample.of("revocation-list-empty", "The list has nothing to name", named(31, NAMES + "/empty")));
        samples.add(Sample.of(
                        "revocation-list-of-another-issuer",
                        "The list says that it is somebody else's",
                        named(31, NAMES + "/foreign"))
                .warnings(1));
        samples.add(Sample.of(
                        "revocation-list-of-one",
                        "The list names one, without being written as a list",
                        named(33, NAMES + "/foreign"))
                .failed("status")
                .warnings(1));
        samples.add(Sample.of(
                        "revocation-list-neither-yes-nor-no",
                        "Whether it is revoked is told in a way that nobody knows",
                        named(33, NAMES + "/odd"))
                .undetermined("status"));
        samples.add(Sample.of("revocation-list-cut-off", "The list is cut off", named(31, NAMES + "/cut-off"))
                .undetermined("status"));
    }

    private static JsonObject bare(String list, String purpose, long index) {
        return Json.createObjectBuilder()
                .add("id", HOME + list + "#" + index)
                .add("type", "BitstringStatusListEntry")
                .add("statusPurpose", purpose)
                .add("statusListIndex", Long.toString(index))
                .add("statusListCredential", HOME + list)
                .build();
    }

    private static JsonObject wide(String list, String purpose) {
        var messages = Json.createArrayBuilder();
        int value = 0;
        for (String message : List.of("in order", "withdrawn", "under review", "undefined")) {
            messages.add(
                    Json.createObjectBuilder().add("status", "0x" + value++).add("message", message));
        }
        return Json.createObjectBuilder(bare(list, purpose, 21))
                .add("statusSize", 2)
                .add("statusMessage", messages)
                .build();
    }

    private static String entry(int number, String list, String purpose, long index) {
        return with(number, bare(list, purpose, index));
    }

    private static String with30(JsonValue status) {
        return with(30, status);
    }

    private static String with(int number, JsonValue status) {
        return Riverbend.signCarelessly(Riverbend.with(issue(badge(number)), "/credentialStatus", status), signer());
    }

    private static String named(int number, String list) {
        JsonObject status = Json.createObjectBuilder()
                .add("id", list)
                .add("type", "1EdTechRevocationList")
                .build();
        String extended = Riverbend.with(issue(badge(number)), "/@context/2", Json.createValue(EXTENSIONS));
        return Riverbend.signCarelessly(Riverbend.with(extended, "/credentialStatus", status), signer());
    }
}
