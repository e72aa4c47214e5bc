package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.throughline.credentials.model.Association;
import org.throughline.credentials.tree.Tree;

/** Do a record's associations lead from one achievement in it to another? Informs, and never decides. */
public final class AssociationsCheck implements Check {

    @Override
    public String id() {
        return "associations";
    }

    @Override
    public String spec() {
        return "CLR 2.0 ClrSubject and Association: sourceId and targetId are ids of achievements";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (examination.type() != DocumentType.CLR) {
            return notApplicable("Only a learner's record associates achievements");
        }
        List<Place> associations = associations(examination.document());
        if (associations.isEmpty()) {
            return notApplicable("It associates no achievements");
        }
        Set<String> present = present(examination);
        List<Place> dangling = associations.stream()
                .filter(a -> !present.contains(a.association().sourceId())
                        || !present.contains(a.association().targetId()))
                .toList();
        for (Place place : dangling) {
            Association a = place.association();
            examination.warn("The association " + a.sourceId() + " " + a.associationType() + " " + a.targetId()
                    + " names an achievement that is not in this record.");
        }
        return dangling.isEmpty()
                ? passed("Each of its " + associations.size() + " associations joins two achievements in it")
                : undetermined(
                        dangling.size() + " of its " + associations.size()
                                + " associations name an achievement that is not in it",
                        dangling.getFirst().pointer());
    }

    /** An association and where it stands. */
    private record Place(Association association, String pointer) {}

    private static List<Place> associations(JsonObject document) {
        List<Place> found = new ArrayList<>();
        for (JsonObject subject : Tree.objects(document, "credentialSubject")) {
            List<JsonObject> associations = Tree.objects(subject, "association");
            for (int i = 0; i < associations.size(); i++) {
                JsonObject a = associations.get(i);
                found.add(new Place(
                        new Association(
                                Tree.text(a, "associationType").orElse(""),
                                Tree.text(a, "sourceId").orElse(""),
                                Tree.text(a, "targetId").orElse("")),
                        "/credentialSubject" + Tree.pointer(subject, "association", i)));
            }
        }
        return found;
    }

    /** The achievements that the record defines, and those that its credentials assert. */
    private static Set<String> present(Examination examination) {
        Set<String> ids = new HashSet<>();
        for (JsonObject subject : Tree.objects(examination.document(), "credentialSubject")) {
            Tree.objects(subject, "achievement").forEach(a -> Tree.text(a, "id").ifPresent(ids::add));
        }
        for (VerificationReport child : examination.children()) {
            ClaimedCredential claimed = child.claimed();
            if (claimed != null
                    && claimed.achievement() != null
                    && claimed.achievement().id() != null) {
                ids.add(claimed.achievement().id());
            }
        }
        return ids;
    }
}
