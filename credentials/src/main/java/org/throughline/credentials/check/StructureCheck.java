package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.tree.Tree;

/** Does it have everything that its kind of document must have, in the right place? */
public final class StructureCheck implements Check {

    private static final Pattern OB_CONTEXT =
            Pattern.compile("https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d\\.\\d)*\\.json");
    private static final Pattern CLR_CONTEXT =
            Pattern.compile("https://purl\\.imsglobal\\.org/spec/clr/v2p0/context(-2\\.\\d\\.\\d)*\\.json");

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
        if (examination.type() == DocumentType.SD_JWT_VC) {
            return notApplicable(
                    "The claims of an SD-JWT VC have the structure that their type says, which is not known here");
        }
        List<ShapeWalk.Problem> problems = problems(examination.document());
        if (problems.isEmpty()) {
            if (examination.type() == DocumentType.OPEN_BADGE) {
                DraftReferences.ofResults(examination.document()).forEach(problem -> examination.warn(problem + "."));
            }
            return passed("Everything that must be there is there");
        }
        ShapeWalk.Problem first = problems.getFirst();
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return failed(first.message() + more, first.pointer());
    }

    /** What is missing or misplaced, as the sentences of a report with their pointers in front. */
    public static List<String> sentences(JsonObject document) {
        return problems(document).stream()
                .map(p -> p.pointer() + ": " + p.message())
                .toList();
    }

    private static List<ShapeWalk.Problem> problems(JsonObject document) {
        ShapeWalk walk = new ShapeWalk();
        DocumentType type = DocumentType.of(document);
        DataModel model = DataModel.of(document);
        contexts(document, walk);
        if (type.isPresentation()) {
            walk.type(document, "", "VerifiablePresentation");
            walk.object(document, Shapes.of("Presentation"), "");
            embedded(document, "", "verifiableCredential", walk);
            return walk.problems();
        }
        walk.type(document, "", "VerifiableCredential");
        walk.object(document, Shapes.of("Credential"), "");
        model.begins().forEach(moment -> moment(document, moment, walk));
        model.ends().forEach(moment -> moment(document, moment, walk));
        if (model == DataModel.V1_1 && !document.containsKey(model.from())) {
            walk.problem("\"issuanceDate\" should say when it was issued, but is missing", "/issuanceDate");
        }
        entries(document, walk);
        claims(document, walk);
        resources(document, walk);
        switch (type) {
            case OPEN_BADGE -> {
                ofOneEdTech(document, "OpenBadge", model, walk);
                subjects(document, walk);
            }
            case ENDORSEMENT -> ofOneEdTech(document, "Endorsement", model, walk);
            case CLR -> {
                ofOneEdTech(document, "Clr", model, walk);
                needsContext(document, CLR_CONTEXT, "CLR 2.0", walk);
                Tree.objects(document, "credentialSubject").forEach(subject -> {
                    whoseItIs(subject, walk);
                    embedded(subject, "/credentialSubject", "verifiableCredential", walk);
                    if (Tree.values(subject, "verifiableCredential").isEmpty()) {
                        walk.problem(
                                "\"verifiableCredential\" should hold at least one credential",
                                "/credentialSubject/verifiableCredential");
                    }
                });
            }
            case STATUS_LIST ->
                Tree.objects(document, "credentialSubject")
                        .forEach(subject -> walk.object(subject, Shapes.of("StatusList"), "/credentialSubject"));
            default -> {
                // any other credential may hold what it likes
            }
        }
        return walk.problems();
    }

    private static void contexts(JsonObject document, ShapeWalk walk) {
        List<JsonValue> contexts = Tree.values(document, "@context");
        JsonValue first = contexts.isEmpty() ? JsonValue.NULL : contexts.getFirst();
        if (!(first instanceof JsonString url) || !DataModel.isContext(url.getString())) {
            walk.problem(
                    "The first context should be " + ApprovedContexts.VC_2_0
                            + " (or, of the first data model, https://www.w3.org/2018/credentials/v1)",
                    "/@context");
        }
    }

    private static void moment(JsonObject document, String key, ShapeWalk walk) {
        JsonValue value = document.get(key);
        if (value != null
                && !(value instanceof JsonString text
                        && Timestamps.read(text.getString()).isPresent())) {
            walk.problem(
                    "\"" + key + "\" is not a date and time with an offset, such as 2026-01-31T12:00:00Z", "/" + key);
        }
    }

    private static void ofOneEdTech(JsonObject document, String shape, DataModel model, ShapeWalk walk) {
        needsContext(document, OB_CONTEXT, "Open Badges 3.0", walk);
        walk.formalObject(document, Shapes.of(shape), "");
        if (model == DataModel.V2_0 && !document.containsKey("validFrom")) {
            walk.problem("\"validFrom\" should say from when it counts, but is missing", "/validFrom");
        }
    }

    private static void subjects(JsonObject document, ShapeWalk walk) {
        for (JsonObject subject : Tree.objects(document, "credentialSubject")) {
            whoseItIs(subject, walk);
            List<JsonObject> results = Tree.objects(subject, "result");
            if (results.isEmpty()) {
                continue;
            }
            Set<String> described = new HashSet<>();
            for (JsonObject achievement : Tree.objects(subject, "achievement")) {
                Tree.objects(achievement, "resultDescription")
                        .forEach(d -> Tree.text(d, "id").ifPresent(described::add));
            }
            for (int i = 0; i < results.size(); i++) {
                int at = i;
                Tree.text(results.get(i), "resultDescription")
                        .filter(id -> !described.contains(id))
                        .ifPresent(id -> walk.problem(
                                "The result belongs to \"" + id + "\", which the achievement does not describe",
                                "/credentialSubject" + Tree.pointer(subject, "result", at) + "/resultDescription"));
            }
        }
    }

    private static void whoseItIs(JsonObject subject, ShapeWalk walk) {
        if (Tree.text(subject, "id").isEmpty()
                && Tree.objects(subject, "identifier").isEmpty()) {
            walk.problem(
                    "The subject should say whom it is about, by \"id\" or by \"identifier\"", "/credentialSubject");
        }
    }

    /** Credentials inside are judged by their own road; here it only counts that they are credentials, or tokens of them. */
    private static void embedded(JsonObject holder, String pointer, String key, ShapeWalk walk) {
        List<JsonValue> values = Tree.values(holder, key);
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof JsonObject) && !(values.get(i) instanceof JsonString)) {
                walk.problem("\"" + key + "\" should hold credentials", pointer + Tree.pointer(holder, key, i));
            }
        }
    }

    /** Something must be said of a subject (VC Data Model 2.0, section 4.8). */
    private static void claims(JsonObject document, ShapeWalk walk) {
        List<JsonObject> subjects = Tree.objects(document, "credentialSubject");
        for (int i = 0; i < subjects.size(); i++) {
            if (subjects.get(i).isEmpty()) {
                walk.problem(
                        "The subject should have at least one claim", Tree.pointer(document, "credentialSubject", i));
            }
        }
    }

    /** A related resource is known by its digest, and each is named once (VC Data Model 2.0, section 5.3). */
    private static void resources(JsonObject document, ShapeWalk walk) {
        List<JsonObject> resources = Tree.objects(document, "relatedResource");
        Set<String> named = new HashSet<>();
        for (int i = 0; i < resources.size(); i++) {
            JsonObject resource = resources.get(i);
            String at = Tree.pointer(document, "relatedResource", i);
            if (!resource.containsKey("digestSRI") && !resource.containsKey("digestMultibase")) {
                walk.problem("A related resource should have its digest, \"digestSRI\" or \"digestMultibase\"", at);
            }
            Tree.text(resource, "id")
                    .filter(id -> !named.add(id))
                    .ifPresent(id -> walk.problem("The related resource " + id + " is there twice", at + "/id"));
        }
    }

    private static void entries(JsonObject document, ShapeWalk walk) {
        List<JsonObject> entries = Tree.objects(document, "credentialStatus");
        for (int i = 0; i < entries.size(); i++) {
            if (Tree.texts(entries.get(i), "type").contains("BitstringStatusListEntry")) {
                walk.object(
                        entries.get(i),
                        Shapes.of("BitstringStatusListEntry"),
                        Tree.pointer(document, "credentialStatus", i));
            }
        }
    }

    private static void needsContext(JsonObject document, Pattern pattern, String name, ShapeWalk walk) {
        if (document.get("@context") instanceof JsonArray contexts) {
            for (JsonValue context : contexts) {
                if (context instanceof JsonString url
                        && pattern.matcher(url.getString()).matches()) {
                    return;
                }
            }
        }
        walk.problem("The contexts should include the one of " + name, "/@context");
    }
}
