package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.List;
import org.throughline.credentials.tree.Tree;

/** The kinds of documents that we tell apart. */
public enum DocumentType {
    /** An Open Badge. */
    OPEN_BADGE("open-badge-3.0"),
    /** A Comprehensive Learner Record. */
    CLR("clr-2.0"),
    /** A published status list. */
    STATUS_LIST("bitstring-status-list-1.0"),
    /** Any other credential of the W3C's data model. */
    CREDENTIAL("vc-2.0"),
    /** A credential of the first data model. */
    CREDENTIAL_1_1("vc-1.1"),
    /** JSON that is no credential. */
    OTHER("json");

    private final String format;

    DocumentType(String format) {
        this.format = format;
    }

    /** The word for it in a report. */
    public String format() {
        return format;
    }

    /** What a document says it is, by its types and its first context. */
    public static DocumentType of(JsonObject document) {
        List<String> types = Tree.texts(document, "type");
        if (!types.contains("VerifiableCredential")) {
            return OTHER;
        }
        if (Tree.texts(document, "@context").contains("https://www.w3.org/2018/credentials/v1")) {
            return CREDENTIAL_1_1;
        }
        if (types.contains("ClrCredential")) {
            return CLR;
        }
        if (types.contains("AchievementCredential") || types.contains("OpenBadgeCredential")) {
            return OPEN_BADGE;
        }
        return types.contains("BitstringStatusListCredential") ? STATUS_LIST : CREDENTIAL;
    }
}
