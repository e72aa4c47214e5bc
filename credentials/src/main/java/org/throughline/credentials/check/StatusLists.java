package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListReading;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** The status lists of one verification: each is fetched and verified once, however many credentials point to it. */
public final class StatusLists {

    /** How far a list may inflate: 2^26 entries. */
    public static final int MAX_LIST_BYTES = 8 * 1024 * 1024;

    private final Map<String, ReadStatusList> read = new HashMap<>();

    /** The list at an address, verified like any other credential (Bitstring Status List 1.0, section 3.2 step 4). */
    ReadStatusList at(String url, Surroundings surroundings) {
        ReadStatusList known = read.get(url);
        if (known == null) {
            known = read(url, surroundings);
            read.put(url, known);
        }
        return known;
    }

    private static ReadStatusList read(String url, Surroundings surroundings) {
        return switch (surroundings.documents().load(URI.create(url), DocumentKind.STATUS_LIST)) {
            case Loaded.Unavailable unavailable ->
                new ReadStatusList.Unusable("Could not check whether it was revoked: the issuer's list at " + url + " "
                        + unavailable.message() + ".");
            case Loaded.Document document ->
                verified(url, document, surroundings.nested().verifyList(document));
        };
    }

    private static ReadStatusList verified(String url, Loaded.Document document, VerificationReport report) {
        if (report.verdict() != Verdict.VALID || report.claimed() == null) {
            String reason = report.checks().stream()
                    .filter(c -> c.outcome() == Outcome.FAILED || c.outcome() == Outcome.UNDETERMINED)
                    .map(CheckResult::message)
                    .findFirst()
                    .orElse("it could not be read");
            return unusable(url, "it does not hold itself: " + reason);
        }
        ClaimedCredential claimed = report.claimed();
        if (!claimed.types().contains("BitstringStatusListCredential")) {
            return unusable(url, "what stands there is another kind of credential");
        }
        if (claimed.id() != null && !claimed.id().equals(url)) {
            return unusable(url, "what stands there is another list, " + claimed.id());
        }
        JsonObject subject = subject(document);
        if (subject.isEmpty() || !Tree.texts(subject, "type").contains("BitstringStatusList")) {
            return unusable(url, "it holds no list");
        }
        String encoded = Tree.text(subject, "encodedList").orElse("");
        return switch (StatusList.decode(encoded, MAX_LIST_BYTES)) {
            case StatusListReading.Malformed malformed -> unusable(url, malformed.message());
            case StatusListReading.Decoded decoded ->
                new ReadStatusList.Usable(
                        decoded.list(), List.copyOf(Tree.texts(subject, "statusPurpose")), claimed.issuerId());
        };
    }

    private static JsonObject subject(Loaded.Document document) {
        return StrictJson.utf8(document.bytes())
                .map(StrictJson::parse)
                .filter(Parsed.Tree.class::isInstance)
                .map(tree -> ((Parsed.Tree) tree).object())
                .flatMap(tree -> Tree.object(tree, "credentialSubject"))
                .orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    private static ReadStatusList unusable(String url, String reason) {
        return new ReadStatusList.Unusable("Could not check whether it was revoked: the issuer's list at " + url
                + " cannot be used, because " + reason + ".");
    }
}
