package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.tree.Tree;

/** Does it have everything that its kind of credential must have, in the right place? */
public final class StructureCheck implements Check {

    private static final Pattern OB_CONTEXT =
            Pattern.compile("https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)*\\.json");
    private static final Pattern CLR_CONTEXT =
            Pattern.compile("https://purl\\.imsglobal\\.org/spec/clr/v2p0/context(-2\\.\\d\\.\\d)*\\.json");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

    @Override
    public String id() {
        return "structure";
    }

    @Override
    public String spec() {
        return "VC Data Model 2.0 section 4; Open Badges 3.0 appendix B.1; CLR 2.0 data model; Bitstring Status List 1.0 section 2";
    }

    @Override
    public CheckResult examine(Examination examination) {
        List<Shape.Problem> problems = problems(examination.document());
        if (problems.isEmpty()) {
            return passed("Everything that must be there is there");
        }
        Shape.Problem first = problems.getFirst();
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return failed(first.message() + more, first.pointer());
    }

    /** What is missing or misplaced, as the sentences of a report with their pointers in front. */
    public static List<String> sentences(JsonObject document) {
        return problems(document).stream()
                .map(p -> p.pointer() + ": " + p.message())
                .toList();
    }

    private static List<Shape.Problem> problems(JsonObject document) {
        Shape shape = new Shape();
        common(document, shape);
        switch (DocumentType.of(document)) {
            case OPEN_BADGE -> openBadge(document, shape);
            case CLR -> clr(document, shape);
            case STATUS_LIST -> statusList(document, shape);
            case CREDENTIAL, CREDENTIAL_1_1, OTHER -> {
                if (Tree.objects(document, "credentialSubject").isEmpty()) {
                    shape.problem("\"credentialSubject\" should be an object", "/credentialSubject");
                }
            }
        }
        return shape.problems();
    }

    private static void common(JsonObject document, Shape shape) {
        shape.needsType(document, "", "VerifiableCredential");
        List<String> contexts = Tree.texts(document, "@context");
        if (contexts.isEmpty() || !contexts.getFirst().equals(ApprovedContexts.VC_2_0)) {
            shape.problem("The first context should be " + ApprovedContexts.VC_2_0, "/@context");
        }
        if (document.containsKey("id")) {
            shape.needsUri(document, "id", "");
        }
        shape.eachObject(document, "credentialStatus", "", (status, at) -> statusEntry(status, at, shape));
        if (document.containsKey("issuer") && document.get("issuer") instanceof JsonObject issuer) {
            shape.mayHaveText(issuer, "name", "/issuer");
        }
    }

    private static void openBadge(JsonObject document, Shape shape) {
        needsContext(document, OB_CONTEXT, "Open Badges 3.0", shape);
        shape.needsUri(document, "id", "");
        shape.mayHaveText(document, "name", "");
        needsMoment(document, shape);
        shape.needsObject(
                document, "credentialSubject", "", (subject, at) -> AchievementShape.subject(subject, at, shape));
    }

    private static void clr(JsonObject document, Shape shape) {
        needsContext(document, CLR_CONTEXT, "CLR 2.0", shape);
        needsContext(document, OB_CONTEXT, "Open Badges 3.0", shape);
        shape.needsUri(document, "id", "");
        shape.needsText(document, "name", "");
        needsMoment(document, shape);
        shape.needsObject(document, "credentialSubject", "", (subject, at) -> {
            shape.needsType(subject, at, "ClrSubject");
            AchievementShape.whoseItIs(subject, at, shape);
            if (Tree.values(subject, "verifiableCredential").isEmpty()) {
                shape.problem(
                        "\"verifiableCredential\" should hold at least one credential", at + "/verifiableCredential");
            }
            shape.eachObject(subject, "verifiableCredential", at, (child, where) -> {});
            shape.eachObject(subject, "association", at, (association, where) -> {
                shape.needsText(association, "associationType", where);
                shape.needsUri(association, "sourceId", where);
                shape.needsUri(association, "targetId", where);
            });
        });
    }

    private static void statusList(JsonObject document, Shape shape) {
        shape.needsObject(document, "credentialSubject", "", (subject, at) -> {
            shape.needsType(subject, at, "BitstringStatusList");
            shape.needsText(subject, "encodedList", at);
            if (Tree.texts(subject, "statusPurpose").isEmpty()) {
                shape.problem("\"statusPurpose\" should say what the list is for", at + "/statusPurpose");
            }
        });
    }

    private static void statusEntry(JsonObject status, String at, Shape shape) {
        if (Tree.texts(status, "type").isEmpty()) {
            shape.problem("\"type\" should say what kind of status this is", at + "/type");
        }
        if (!Tree.texts(status, "type").contains("BitstringStatusListEntry")) {
            return;
        }
        shape.needsText(status, "statusPurpose", at);
        shape.needsUri(status, "statusListCredential", at);
        String index = StatusCheck.indexText(status);
        if (!INDEX.matcher(index).matches()) {
            shape.problem(
                    "\"statusListIndex\" should be a whole number from 0, without sign or leading zero",
                    at + "/statusListIndex");
        }
    }

    private static void needsContext(JsonObject document, Pattern pattern, String name, Shape shape) {
        if (Tree.texts(document, "@context").stream()
                .noneMatch(c -> pattern.matcher(c).matches())) {
            shape.problem("The contexts should include the one of " + name, "/@context");
        }
    }

    private static void needsMoment(JsonObject document, Shape shape) {
        if (Tree.text(document, "validFrom").isEmpty()) {
            shape.problem("\"validFrom\" should say from when it counts", "/validFrom");
        }
    }
}
