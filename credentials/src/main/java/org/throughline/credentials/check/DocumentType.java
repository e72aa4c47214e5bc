package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.List;
import org.throughline.credentials.tree.Tree;

/** The kinds of documents that we tell apart. */
public enum DocumentType {
    /** An Open Badge. */
    OPEN_BADGE("open-badge-3.0", "An Open Badge 3.0"),
    /** A statement about somebody's achievement, profile or credential. */
    ENDORSEMENT("endorsement-3.0", "An Endorsement of Open Badges 3.0"),
    /** A Comprehensive Learner Record. */
    CLR("clr-2.0", "A Comprehensive Learner Record 2.0"),
    /** A published status list. */
    STATUS_LIST("bitstring-status-list-1.0", "A Bitstring Status List"),
    /** Any other credential of the W3C's data models. */
    CREDENTIAL("vc-2.0", "A Verifiable Credential 2.0"),
    /** A badge of the generation before: an Assertion. */
    OPEN_BADGE_2("open-badge-2.0", "An Open Badge 2.0"),
    /** Credentials that somebody presents. */
    PRESENTATION("vp-2.0", "A Verifiable Presentation 2.0"),
    /** A credential or presentation that is only a wrapping around a token. */
    ENVELOPED("enveloped", "An enveloped credential"),
    /** Claims in a token with a type of their own, which are no credential of the W3C's data models. */
    SD_JWT_VC("sd-jwt-vc", "An SD-JWT VC"),
    /** JSON that is no credential. */
    OTHER("json", "JSON");

    private final String format;
    private final String words;

    DocumentType(String format, String words) {
        this.format = format;
        this.words = words;
    }

    /** The word for it in a report. */
    public String format(DataModel model) {
        return model == DataModel.V1_1 && (this == CREDENTIAL || this == PRESENTATION)
                ? format.replace("2.0", "1.1")
                : format;
    }

    /** The words for it in a sentence, with its article. */
    String words(DataModel model) {
        if (model != DataModel.V1_1) {
            return words;
        }
        return switch (this) {
            case CREDENTIAL, PRESENTATION -> words.replace("2.0", "1.1");
            default -> words + " (in the first data model, 1.1)";
        };
    }

    /** Whether it is a presentation: it has a holder where a credential has an issuer. */
    public boolean isPresentation() {
        return this == PRESENTATION;
    }

    /** Whether it may hold credentials that go the same road by themselves. */
    public boolean holdsCredentials() {
        return this == CLR || this == PRESENTATION;
    }

    /** What a document says it is, by its types. */
    public static DocumentType of(JsonObject document) {
        List<String> types = Tree.texts(document, "type");
        if (types.contains("EnvelopedVerifiableCredential") || types.contains("EnvelopedVerifiablePresentation")) {
            return ENVELOPED;
        }
        if (types.contains("VerifiablePresentation")) {
            return types.contains("VerifiableCredential") ? OTHER : PRESENTATION;
        }
        if (!types.contains("VerifiableCredential")) {
            return types.contains("Assertion") && document.containsKey("badge") ? OPEN_BADGE_2 : OTHER;
        }
        if (types.contains("ClrCredential")) {
            return CLR;
        }
        if (types.contains("AchievementCredential") || types.contains("OpenBadgeCredential")) {
            return OPEN_BADGE;
        }
        if (types.contains("EndorsementCredential")) {
            return ENDORSEMENT;
        }
        return types.contains("BitstringStatusListCredential") ? STATUS_LIST : CREDENTIAL;
    }
}
