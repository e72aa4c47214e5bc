package org.throughline.credentials.json;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.ClaimedAchievement;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.DataModel;
import org.throughline.credentials.check.Timestamps;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Result;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.Tree;

/** Reads what a document says, as far as it says anything in the right shape; never fails, never believes. */
public final class ClaimReading {

    private ClaimReading() {}

    /** What the document says. Credentials inside are not read here: their reports bring what they say. */
    public static ClaimedCredential read(SignedDocument signed, JsonObject document) {
        DataModel model = DataModel.of(document);
        if (model == DataModel.OPEN_BADGES_2) {
            return assertion(signed, document);
        }
        JsonObject subject = first(document, "credentialSubject").orElse(JsonObject.EMPTY_JSON_OBJECT);
        Optional<JsonObject> achievement = first(subject, "achievement");
        return new ClaimedCredential(
                signed.sha256(),
                text(document, "id"),
                Tree.texts(document, "type"),
                text(document, "name"),
                text(document, "description"),
                Tree.idOf(document, "issuer").orElse(null),
                Tree.object(document, "issuer")
                        .flatMap(i -> Tree.text(i, "name"))
                        .orElse(null),
                text(subject, "id"),
                identifiers(subject),
                achievement.map(ClaimReading::achievement).orElse(null),
                achievement.map(ClaimReading::alignments).orElse(List.of()),
                results(subject),
                Tree.text(document, model.from()).flatMap(Timestamps::read).orElse(null),
                Tree.text(document, model.until()).flatMap(Timestamps::read).orElse(null),
                status(document),
                List.of());
    }

    /** An Open Badge 2.0, in the words of today: its badge class is the achievement, its recipient the subject. */
    private static ClaimedCredential assertion(SignedDocument signed, JsonObject assertion) {
        JsonObject badge = Tree.object(assertion, "badge").orElse(JsonObject.EMPTY_JSON_OBJECT);
        JsonObject issuer = Tree.object(badge, "issuer").orElse(JsonObject.EMPTY_JSON_OBJECT);
        return new ClaimedCredential(
                signed.sha256(),
                text(assertion, "id"),
                Tree.texts(assertion, "type"),
                text(badge, "name"),
                text(badge, "description"),
                Tree.idOf(badge, "issuer").orElse(null),
                text(issuer, "name"),
                null,
                recipient(assertion),
                badge.isEmpty() ? null : achievement(badge),
                alignments(badge),
                List.of(),
                Tree.text(assertion, "issuedOn").flatMap(Timestamps::read).orElse(null),
                Tree.text(assertion, "expires").flatMap(Timestamps::read).orElse(null),
                List.of(),
                List.of());
    }

    private static List<IdentityObject> recipient(JsonObject assertion) {
        JsonObject recipient = Tree.object(assertion, "recipient").orElse(JsonObject.EMPTY_JSON_OBJECT);
        return Tree.text(recipient, "identity").stream()
                .map(identity -> new IdentityObject(
                        recipient.getBoolean("hashed", false),
                        identity,
                        Tree.texts(recipient, "type").contains("email") ? "emailAddress" : "identifier",
                        text(recipient, "salt")))
                .toList();
    }

    private static ClaimedAchievement achievement(JsonObject achievement) {
        JsonObject criteria = first(achievement, "criteria").orElse(JsonObject.EMPTY_JSON_OBJECT);
        return new ClaimedAchievement(
                text(achievement, "id"),
                text(achievement, "name"),
                text(achievement, "description"),
                text(achievement, "achievementType"),
                text(achievement, "humanCode"),
                text(criteria, "id"),
                text(criteria, "narrative"));
    }

    private static List<Alignment> alignments(JsonObject achievement) {
        List<Alignment> alignments = new ArrayList<>();
        for (JsonObject alignment : Tree.objects(achievement, "alignment")) {
            Optional<String> url = Tree.text(alignment, "targetUrl");
            url.ifPresent(target -> alignments.add(new Alignment(
                    Tree.text(alignment, "targetName").orElse(target),
                    target,
                    text(alignment, "targetType"),
                    text(alignment, "targetCode"),
                    text(alignment, "targetDescription"),
                    text(alignment, "targetFramework"))));
        }
        return alignments;
    }

    private static List<Result> results(JsonObject subject) {
        List<Result> results = new ArrayList<>();
        for (JsonObject r : Tree.objects(subject, "result")) {
            results.add(new Result(
                    text(r, "resultDescription"), text(r, "value"), text(r, "achievedLevel"), text(r, "status")));
        }
        return results;
    }

    private static List<IdentityObject> identifiers(JsonObject subject) {
        List<IdentityObject> identifiers = new ArrayList<>();
        for (JsonObject identity : Tree.objects(subject, "identifier")) {
            Optional<String> hash = Tree.text(identity, "identityHash");
            hash.ifPresent(value -> identifiers.add(new IdentityObject(
                    identity.getBoolean("hashed", false),
                    value,
                    Tree.text(identity, "identityType").orElse("identifier"),
                    text(identity, "salt"))));
        }
        return identifiers;
    }

    private static List<CredentialStatus> status(JsonObject document) {
        List<CredentialStatus> entries = new ArrayList<>();
        for (JsonObject entry : Tree.objects(document, "credentialStatus")) {
            Optional<String> list = Tree.text(entry, "statusListCredential");
            Optional<Long> index = index(entry);
            if (Tree.texts(entry, "type").contains("BitstringStatusListEntry")
                    && list.isPresent()
                    && index.isPresent()) {
                entries.add(new BitstringStatusListEntry(
                        Tree.text(entry, "id").orElse(list.get() + "#" + index.get()),
                        Tree.text(entry, "statusPurpose").orElse(""),
                        index.get(),
                        list.get()));
            }
        }
        return entries;
    }

    private static Optional<Long> index(JsonObject entry) {
        try {
            String text =
                    Tree.text(entry, "statusListIndex").orElseGet(() -> String.valueOf(entry.get("statusListIndex")));
            return Optional.of(Long.parseLong(text)).filter(i -> i >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonObject> first(JsonObject object, String key) {
        List<JsonObject> objects = Tree.objects(object, key);
        return objects.isEmpty() ? Optional.empty() : Optional.of(objects.getFirst());
    }

    private static @Nullable String text(JsonObject object, String key) {
        return Tree.text(object, key).orElse(null);
    }
}
