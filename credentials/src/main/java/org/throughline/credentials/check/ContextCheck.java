package org.throughline.credentials.check;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.context.SafeMode;
import org.throughline.credentials.context.Unprotected;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.tree.Path;
import org.throughline.credentials.tree.Tree;

/** Do all its words have a meaning that nobody can change under the signature? */
public final class ContextCheck implements Check {

    private static final String CREDENTIALS = "verifiableCredential";
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public String id() {
        return "context";
    }

    @Override
    public String spec() {
        return "VC Data Integrity 1.0 section 2.4.1 Validating Contexts; JSON-LD 1.1 API section 5.1 Expansion";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (examination.type() == DocumentType.SD_JWT_VC) {
            return notApplicable("The claims of an SD-JWT VC are no JSON-LD");
        }
        ApprovedContexts contexts = examination.surroundings().contexts();
        Named named = new Named(contexts);
        named.visit(examination.document());
        if (named.refused != null) {
            return named.refused;
        }
        if (named.unsupported != null) {
            return named.unsupported;
        }
        Optional<String> torn = TornCredential.place(examination.document());
        if (torn.isPresent()) {
            return failed("Here the credential itself is described once more, away from where it is read", torn.get());
        }
        List<Unprotected> findings =
                examination.token() == null && examination.document().containsKey("proof")
                        ? examination.statements().findings()
                        : SafeMode.findings(withoutTokens(examination), contexts);
        if (!findings.isEmpty()) {
            if (hasMeaningElsewhere(examination, contexts)) {
                return passed("Every property is defined by an earlier revision of a context that we know by content");
            }
            Unprotected first = findings.getFirst();
            if (first.code().equals("not-supported")) {
                return undetermined(first.message(), first.pointer());
            }
            String more = findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)";
            return failed(first.message() + more, first.pointer());
        }
        return passed("Every property is defined by a context that we know by content");
    }

    /**
     * A presentation of the first data model that is a token itself holds tokens as text (VC Data Model 1.1, section 6.3.1): they are signed letter
     * by letter and have no meaning in JSON-LD. Everywhere else a text in their place is none.
     */
    private static JsonObject withoutTokens(Examination examination) {
        JsonObject document = examination.document();
        if (examination.token() == null
                || !examination.type().isPresentation()
                || examination.model() != DataModel.V1_1
                || Tree.values(document, CREDENTIALS).stream().noneMatch(ContextCheck::isToken)) {
            return document;
        }
        JsonArrayBuilder others = JSON.createArrayBuilder();
        Tree.values(document, CREDENTIALS).forEach(value -> others.add(isToken(value) ? JsonValue.NULL : value));
        return JSON.createObjectBuilder(document).add(CREDENTIALS, others).build();
    }

    private static boolean isToken(JsonValue value) {
        return value instanceof JsonString text && CredentialToken.isOne(text.getString());
    }

    /** Visits every context that the document names, wherever it stands. */
    private final class Named {
        private final ApprovedContexts contexts;
        private final Path path = new Path();
        private @Nullable CheckResult refused;
        private @Nullable CheckResult unsupported;

        Named(ApprovedContexts contexts) {
            this.contexts = contexts;
        }

        void visit(JsonValue value) {
            if (value instanceof JsonArray array) {
                for (int i = 0; i < array.size() && refused == null; i++) {
                    path.enter(i);
                    visit(array.get(i));
                    path.leave();
                }
            } else if (value instanceof JsonObject object) {
                for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                    path.enter(entry.getKey());
                    if (entry.getKey().equals("@context")) {
                        context(entry.getValue());
                    } else if (refused == null) {
                        visit(entry.getValue());
                    }
                    path.leave();
                }
            }
        }

        private void context(JsonValue context) {
            switch (context) {
                case JsonArray array -> {
                    for (int i = 0; i < array.size(); i++) {
                        path.enter(i);
                        context(array.get(i));
                        path.leave();
                    }
                }
                case JsonString url -> url(url.getString());
                default ->
                    refused = failed(
                            "A context is written into the document itself; only published, approved ones are accepted",
                            path.pointer());
            }
        }

        private void url(String url) {
            if (contexts.approves(url)) {
                return;
            }
            if (contexts.isAltered(url)) {
                refused = failed(
                        "What was given as the context " + url + " is none of its published contents", path.pointer());
                return;
            }
            if (contexts.knowsAsUnsupported(url)) {
                unsupported = undetermined("The context " + url + " is not supported yet", path.pointer());
            } else if (refused == null) {
                refused = failed(
                        "The context " + url
                                + " is not among the approved ones, so nobody can say for certain what it means",
                        path.pointer());
            }
        }
    }

    /** Whether every word has a meaning under older contents of the contexts. */
    private static boolean hasMeaningElsewhere(Examination examination, ApprovedContexts contexts) {
        Rereading rereading = examination.surroundings().rereading();
        int characters = examination.text().length();
        if (!rereading.allows(characters)) {
            return false;
        }
        boolean has = !contexts.revisionsFor(ProofExaminer.withoutUnknownSuites(examination.document()))
                .isEmpty();
        if (!has) {
            rereading.inVain(characters);
        }
        return has;
    }
}
