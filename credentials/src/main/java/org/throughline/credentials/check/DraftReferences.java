package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.tree.Tree;

/**
 * What an issuer would regret to have signed, though a verifier would let it pass: levels that nobody described, associations that lead
 * out of a record, an end before the beginning, and terms that not every published revision of a context has.
 */
public final class DraftReferences {

    /** Terms that revisions of the Open Badges context since June 2024 do not share. */
    private static final Set<String> UNSETTLED = Set.of("endorsementJwt", "jti");

    private final List<String> problems = new ArrayList<>();

    private DraftReferences() {}

    /** What is wrong with a draft, as the sentences of a report with their pointers in front. */
    public static List<String> sentences(JsonObject draft) {
        DraftReferences references = new DraftReferences();
        references.time(draft);
        references.terms(draft, "");
        for (JsonObject subject : Tree.objects(draft, "credentialSubject")) {
            references.results(subject);
            references.associations(subject);
        }
        return List.copyOf(references.problems);
    }

    /** What a credential says of results that it does not describe, as sentences. */
    static List<String> ofResults(JsonObject document) {
        DraftReferences references = new DraftReferences();
        Tree.objects(document, "credentialSubject").forEach(references::results);
        return references.problems.stream()
                .map(problem -> problem.substring(problem.indexOf(": ") + 2))
                .toList();
    }

    private void time(JsonObject draft) {
        Optional<Instant> from = Tree.text(draft, "validFrom").flatMap(Timestamps::read);
        Optional<Instant> until = Tree.text(draft, "validUntil").flatMap(Timestamps::read);
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
            problems.add("/validUntil: It would end before it begins");
        }
    }

    private void terms(JsonValue value, String pointer) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                terms(array.get(i), pointer + "/" + i);
            }
        } else if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                String at = pointer + Tree.step(entry.getKey());
                if (UNSETTLED.contains(entry.getKey())) {
                    problems.add(at + ": \"" + entry.getKey() + "\" is not in every published revision of the context");
                } else if (!entry.getKey().equals("verifiableCredential")) {
                    terms(entry.getValue(), at);
                }
            }
        }
    }

    private void results(JsonObject subject) {
        Set<String> levels = new HashSet<>();
        Set<String> descriptions = new HashSet<>();
        for (JsonObject achievement : Tree.objects(subject, "achievement")) {
            List<JsonObject> all = Tree.objects(achievement, "resultDescription");
            for (int i = 0; i < all.size(); i++) {
                String at = "/credentialSubject/achievement" + Tree.pointer(achievement, "resultDescription", i);
                JsonObject description = all.get(i);
                Tree.text(description, "id")
                        .filter(id -> !descriptions.add(id))
                        .ifPresent(id -> problems.add(at + "/id: Two results are described under \"" + id + "\""));
                Set<String> own = new HashSet<>();
                Tree.objects(description, "rubricCriterionLevel")
                        .forEach(level -> Tree.text(level, "id").ifPresent(own::add));
                known(description, "requiredLevel", own, at);
                levels.addAll(own);
            }
        }
        List<JsonObject> results = Tree.objects(subject, "result");
        for (int i = 0; i < results.size(); i++) {
            known(results.get(i), "achievedLevel", levels, "/credentialSubject" + Tree.pointer(subject, "result", i));
        }
    }

    private void known(JsonObject object, String key, Set<String> levels, String pointer) {
        Tree.text(object, key)
                .filter(level -> !levels.contains(level))
                .ifPresent(level -> problems.add(
                        pointer + "/" + key + ": The level \"" + level + "\" is not one of those described"));
    }

    private void associations(JsonObject subject) {
        Set<String> present = new HashSet<>();
        Tree.objects(subject, "achievement").forEach(a -> Tree.text(a, "id").ifPresent(present::add));
        for (JsonObject child : Tree.objects(subject, "verifiableCredential")) {
            for (JsonObject about : Tree.objects(child, "credentialSubject")) {
                Tree.objects(about, "achievement")
                        .forEach(a -> Tree.text(a, "id").ifPresent(present::add));
            }
        }
        List<JsonObject> associations = Tree.objects(subject, "association");
        for (int i = 0; i < associations.size(); i++) {
            for (String end : List.of("sourceId", "targetId")) {
                String at = "/credentialSubject" + Tree.pointer(subject, "association", i) + "/" + end;
                Tree.text(associations.get(i), end)
                        .filter(id -> !present.contains(id))
                        .ifPresent(id -> problems.add(at + ": The achievement \"" + id + "\" is not in this record"));
            }
        }
    }
}
