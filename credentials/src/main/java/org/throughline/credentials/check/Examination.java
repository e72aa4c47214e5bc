package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.DocumentStatements;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.VerificationMethod;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.EmbeddedDocuments;
import org.throughline.credentials.tree.Tree;

/** One document under examination: what it says, what was found so far, and what it takes to find out more. */
public final class Examination {

    private final SignedDocument signed;
    private final JsonObject document;
    private final DocumentType type;
    private final DataModel model;
    private ClaimedCredential claimed;
    private final Surroundings surroundings;
    private final @Nullable CredentialToken token;
    private final List<CheckResult> results = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable DocumentStatements statements;
    private @Nullable List<ExaminedProof> proofs;
    private @Nullable List<VerificationReport> children;
    private @Nullable OpenBadge2 openBadge2;
    private NestedVerification.@Nullable Newer newer;
    private final List<VerificationReport> endorsements = new ArrayList<>();

    /** Begins with nothing found. */
    public Examination(
            SignedDocument signed, JsonObject document, ClaimedCredential claimed, Surroundings surroundings) {
        this(signed, document, claimed, surroundings, null);
    }

    /** Begins with nothing found on what a token carries, or, where there is none, on plain JSON. */
    public Examination(
            SignedDocument signed,
            JsonObject document,
            ClaimedCredential claimed,
            Surroundings surroundings,
            @Nullable CredentialToken token) {
        this.token = token;
        this.signed = signed;
        this.document = document;
        this.claimed = claimed;
        this.surroundings = surroundings;
        this.model = DataModel.of(document);
        this.type = token != null && token.form() == CredentialToken.Form.SD_JWT_VC
                ? DocumentType.SD_JWT_VC
                : DocumentType.of(document);
    }

    /** Makes the checks one after the other and adds up the report. */
    public VerificationReport run(List<Check> checks) {
        for (Check check : checks) {
            results.add(check.examine(this));
        }
        List<VerificationReport> reports = children == null ? List.of() : children;
        VerificationReport own = new VerificationReport(
                Verdict.of(results),
                type().format(model()),
                results,
                warnings,
                reports,
                withChildren(claimed, reports),
                endorsements,
                registries(),
                null);
        return newer == null ? own : newer.report().inPlaceOf(own, newer.address(), newer.document());
    }

    /** Who knows the issuer; nothing of what has none, or of a list that was only looked into. */
    private List<IssuerStanding> registries() {
        if (type() == DocumentType.STATUS_LIST && !surroundings.nested().isGiven()) {
            return List.of();
        }
        return switch (type()) {
            case PRESENTATION, OTHER, ENVELOPED -> List.of();
            default -> {
                String issuer = claimed.issuerId();
                yield issuer != null && isEstablished()
                        ? surroundings.registries().established(issuer)
                        : surroundings.registries().notEstablished();
            }
        };
    }

    /** From now on another document is judged in the place of this one, and the report says so first. */
    void replaceBy(NestedVerification.Newer document) {
        newer = document;
    }

    /** Adds the report of an endorsement that stands in the document. */
    void endorsed(VerificationReport report) {
        endorsements.add(report);
    }

    private static ClaimedCredential withChildren(ClaimedCredential c, List<VerificationReport> reports) {
        List<ClaimedCredential> inside = new ArrayList<>();
        for (VerificationReport report : reports) {
            if (report.claimed() != null) {
                inside.add(report.claimed());
            }
        }
        return inside.isEmpty() ? c : c.withChildren(inside);
    }

    /** The token that carries the document; null when it came as plain JSON. */
    @Nullable
    CredentialToken token() {
        return token;
    }

    /** The exact text that is examined. */
    String text() {
        return signed.text();
    }

    JsonObject document() {
        return document;
    }

    /** What it says that it is. */
    public DocumentType type() {
        return type;
    }

    DataModel model() {
        return model;
    }

    /** Who must have signed: of a credential the issuer, of a presentation the holder; empty where it names nobody. */
    Optional<String> speaker() {
        return type().isPresentation() ? Tree.idOf(document, "holder") : Optional.ofNullable(claimed.issuerId());
    }

    /**
     * What follows when a key was reported as stolen: only that counts which its issuer's log recorded before. Empty for a key that nobody
     * reported.
     */
    Optional<KeyResolution> reported(String method) {
        return surroundings.stolenKeys().report(method, text()).map(report -> {
            if (!report.recordedBefore()) {
                return new KeyResolution.Contradicted("The issuer reported its key " + method + " as stolen since "
                        + report.since() + ", and its log did not record this document before that (key-compromised)");
            }
            warn("The issuer reported its key as stolen since " + report.since()
                    + ". This document counts, because the issuer's log recorded exactly these bytes before that.");
            return new KeyResolution.Resolved(
                    new VerificationMethod(method, method.replaceFirst("#.*", ""), report.key()));
        });
    }

    /** What a proof must have been made for (VC Data Integrity 1.0, section 2.3): a holder signs in, an issuer asserts. */
    String purpose() {
        return type().isPresentation() ? "authentication" : "assertionMethod";
    }

    /** Where its credentials stand, as a JSON Pointer; only of what may hold some. */
    String childrenPointer() {
        return type().isPresentation() ? "/verifiableCredential" : "/credentialSubject/verifiableCredential";
    }

    ClaimedCredential claimed() {
        return claimed;
    }

    /** From now on it says this: a part of it that stands elsewhere was read. */
    void claim(ClaimedCredential said) {
        claimed = said;
    }

    /** The badge and its parts; only of an Open Badge 2.0. */
    OpenBadge2 openBadge2() {
        if (openBadge2 == null) {
            openBadge2 = new OpenBadge2(this);
        }
        return openBadge2;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** What the document says, apart from its proofs, and what no signature would cover; worked out once for all who ask. */
    DocumentStatements statements() {
        if (statements == null) {
            statements =
                    DocumentStatements.ofSecured(ProofExaminer.withoutUnknownSuites(document), surroundings.contexts());
        }
        return statements;
    }

    /** What an earlier check came to. */
    Outcome earlier(String id) {
        for (CheckResult result : results) {
            if (result.id().equals(id)) {
                return result.outcome();
            }
        }
        return Outcome.UNDETERMINED;
    }

    /** Whether signature and signer hold: only from then on anything may be fetched that the document names. */
    boolean isEstablished() {
        return earlier("signature") == Outcome.PASSED && earlier("signer") == Outcome.PASSED;
    }

    void warn(String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** The proofs, each tried once. */
    List<ExaminedProof> proofs() {
        if (proofs == null) {
            proofs = token == null ? ProofExaminer.examine(this) : TokenExaminer.examine(this, token);
        }
        return proofs;
    }

    /** The reports of the credentials inside a record or a presentation, each by its own road. */
    List<VerificationReport> children() {
        if (children == null) {
            String[] path = childrenPointer().substring(1).split("/");
            children = EmbeddedDocuments.at(token == null ? signed.text() : token.json(), path).stream()
                    .map(surroundings.nested()::verifyChild)
                    .toList();
        }
        return children;
    }
}
