package org.throughline.server.records.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.model.Alignment;
import org.throughline.server.face.CheckView;
import org.throughline.server.face.Line;
import org.throughline.server.face.VerdictView;

/**
 * A verified document as a page tells it: the answer in words first, then what was checked, then the document.
 *
 * @param sentence the verdict in one sentence
 * @param kind "Open Badge", "Comprehensive Learner Record"…
 * @param issuer the name that the document gives its issuer
 * @param knownAs the organization of this server that signs as this issuer, by its registry, or null: who an issuer is is another question than whether
 *     the signature holds
 * @param logo the address of the known organization's picture here, or null; never one that the document names
 * @param subject to whom it was issued, in words
 * @param valid from when until when, in words
 * @param line the way from competencies to the person; null where there is none
 * @param endorsements what others say of it, each with its own verdict
 * @param json the document, laid out for reading
 */
public record CredentialView(
        VerdictView verdict,
        String sentence,
        String name,
        String kind,
        @Nullable String description,
        String issuer,
        String issuerId,
        @Nullable String knownAs,
        @Nullable String logo,
        String subject,
        String valid,
        @Nullable String achievement,
        @Nullable String criteria,
        List<Alignment> alignments,
        @Nullable Line line,
        List<CheckView> checks,
        List<String> warnings,
        List<CredentialView> children,
        List<Endorsed> endorsements,
        String json) {

    /** What a presentation is called ({@link #kind}); it has a holder, and neither an issuer nor a time of its own. */
    static final String PRESENTATION = "Presentation";

    public CredentialView {
        alignments = List.copyOf(alignments);
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
        children = List.copyOf(children);
        endorsements = List.copyOf(endorsements);
    }

    /**
     * What somebody else says in favour of it. It decides nothing of the verdict.
     *
     * @param by the name that it gives its signer
     * @param knownAs the organization of this server that signs as this signer, or null
     * @param words what they say; empty where it says nothing
     * @param problem why it does not count; empty where it holds
     */
    public record Endorsed(
            VerdictView verdict, String by, @Nullable String knownAs, String words, String problem) {}

    /** Whether it is a presentation. */
    public boolean isPresentation() {
        return kind.equals(PRESENTATION);
    }

    /** The same without the document itself: its fingerprint of an address would let a reader try names. */
    public CredentialView withoutDocument() {
        return new CredentialView(
                verdict,
                sentence,
                kind,
                kind,
                null,
                issuer,
                issuerId,
                knownAs,
                logo,
                subject,
                valid,
                achievement,
                criteria,
                alignments,
                line,
                checks,
                List.of(),
                children,
                endorsements,
                "");
    }
}
