package org.throughline.credentials;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.Checks;
import org.throughline.credentials.check.DocumentType;
import org.throughline.credentials.check.Examination;
import org.throughline.credentials.check.FormatCheck;
import org.throughline.credentials.check.NestedVerification;
import org.throughline.credentials.check.StatusLists;
import org.throughline.credentials.check.Surroundings;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.json.ClaimReading;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** One verification with its budget: every document is asked for once, only so many of them, and the whole has an end. */
final class Verification implements NestedVerification {

    private static final int MAX_FETCHES = 10;

    private final CredentialReader reader = new CredentialReader();
    private final CredentialReader listReader = new CredentialReader(DocumentKind.STATUS_LIST.maxBytes());
    private final Map<URI, Loaded> loaded = new HashMap<>();
    private final DocumentLoader documents;
    private final Surroundings surroundings;
    private final Budget budget;
    private int fetches;
    private boolean insideList;

    Verification(
            Instant now,
            DocumentLoader documents,
            @Nullable CompetencyResolver competencies,
            StolenKeys stolenKeys,
            Budget budget) {
        this.documents = documents;
        this.budget = budget;
        this.surroundings = new Surroundings(
                ApprovedContexts.standard(), now, this::load, competencies, stolenKeys, new StatusLists(), this);
    }

    VerificationReport verify(byte[] bytes) {
        return report(reader.read(bytes));
    }

    @Override
    public VerificationReport verifyChild(SignedDocument child) {
        if (budget.isSpent()) {
            return FormatCheck.unreadable(
                    true, "not-looked-at", "Not looked at, because the whole check " + budget.words(), "");
        }
        return report(reader.read(child.text()));
    }

    @Override
    public VerificationReport verifyList(Loaded.Document list) {
        boolean outside = insideList;
        insideList = true;
        try {
            return report(listReader.read(list.bytes()));
        } finally {
            insideList = outside;
        }
    }

    private VerificationReport report(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Unreadable unreadable -> {
                boolean unsupported = unreadable.code().equals(ReadOutcome.Unreadable.NOT_SUPPORTED_YET);
                yield FormatCheck.unreadable(
                        unsupported,
                        unsupported ? "unsupported" : "unreadable",
                        unreadable.message(),
                        unreadable.pointer());
            }
            case ReadOutcome.Read read -> examine(read.document());
        };
    }

    private VerificationReport examine(SignedDocument signed) {
        JsonObject document = ((Parsed.Tree) StrictJson.parse(signed.text())).object();
        Examination examination = new Examination(signed, document, ClaimReading.read(signed, document), surroundings);
        DocumentType type = DocumentType.of(document);
        boolean readable = type != DocumentType.OTHER && type != DocumentType.CREDENTIAL_1_1;
        return examination.run(readable ? Checks.all() : List.of(new FormatCheck()));
    }

    /** Asks at most once for each document, never from inside a status list for another list, and not without end. */
    private Loaded load(URI uri, DocumentKind kind) {
        if (insideList && kind == DocumentKind.STATUS_LIST) {
            return new Loaded.Unavailable(
                    "status-of-status", "was not asked, because a status list's own status is not followed");
        }
        Loaded known = loaded.get(uri);
        if (known != null) {
            return known;
        }
        if (fetches >= MAX_FETCHES) {
            return new Loaded.Unavailable(
                    "fetch-limit",
                    "was not asked, because one verification asks for at most " + MAX_FETCHES + " documents");
        }
        if (budget.isSpent()) {
            return new Loaded.Unavailable(
                    "remote-timeout", "was not asked any more, because the whole check " + budget.words());
        }
        fetches++;
        Loaded answer = documents.load(uri, kind, budget.left());
        loaded.put(uri, answer);
        return answer;
    }
}
