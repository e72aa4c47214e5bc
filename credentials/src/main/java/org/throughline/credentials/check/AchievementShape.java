package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.throughline.credentials.tree.Tree;

/** What an achievement and its subject must have (Open Badges 3.0, B.1.1, B.1.3, B.1.4, B.1.26 and B.1.27). */
final class AchievementShape {

    private AchievementShape() {}

    static void subject(JsonObject subject, String at, Shape shape) {
        shape.needsType(subject, at, "AchievementSubject");
        whoseItIs(subject, at, shape);
        Set<String> results = new HashSet<>();
        shape.needsObject(
                subject, "achievement", at, (achievement, where) -> achievement(achievement, where, results, shape));
        shape.eachObject(subject, "result", at, (result, where) -> {
            shape.needsType(result, where, "Result");
            Tree.text(result, "resultDescription")
                    .filter(id -> !results.contains(id))
                    .ifPresent(id -> shape.problem(
                            "The result belongs to \"" + id + "\", which the achievement does not describe",
                            where + "/resultDescription"));
        });
    }

    static void whoseItIs(JsonObject subject, String at, Shape shape) {
        if (Tree.text(subject, "id").isEmpty()
                && Tree.objects(subject, "identifier").isEmpty()) {
            shape.problem("The subject should say whom it is about, by \"id\" or by \"identifier\"", at);
        }
        shape.eachObject(subject, "identifier", at, (identity, where) -> {
            shape.needsType(identity, where, "IdentityObject");
            shape.needsText(identity, "identityHash", where);
            shape.needsText(identity, "identityType", where);
        });
    }

    private static void achievement(JsonObject achievement, String at, Set<String> results, Shape shape) {
        shape.needsUri(achievement, "id", at);
        shape.needsType(achievement, at, "Achievement");
        shape.needsText(achievement, "name", at);
        shape.needsText(achievement, "description", at);
        shape.needsObject(achievement, "criteria", at, (criteria, where) -> {
            shape.mayHaveText(criteria, "id", where);
            shape.mayHaveText(criteria, "narrative", where);
        });
        alignments(achievement, at, shape);
        shape.eachObject(achievement, "resultDescription", at, (description, where) -> {
            Tree.text(description, "id").ifPresent(results::add);
            shape.needsUri(description, "id", where);
            shape.needsType(description, where, "ResultDescription");
            shape.needsText(description, "name", where);
            shape.needsText(description, "resultType", where);
            alignments(description, where, shape);
        });
    }

    private static void alignments(JsonObject object, String at, Shape shape) {
        shape.eachObject(object, "alignment", at, (alignment, where) -> {
            shape.needsType(alignment, where, "Alignment");
            shape.needsText(alignment, "targetName", where);
            shape.needsUri(alignment, "targetUrl", where);
        });
    }
}
