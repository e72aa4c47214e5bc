package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.tree.Tree;

/** The data models of badges and credentials: the W3C's two, told apart by the first context, and that of Open Badges 2.0. */
public enum DataModel {
    /** Verifiable Credentials Data Model 1.1. */
    V1_1("issuanceDate", "expirationDate"),
    /** Verifiable Credentials Data Model 2.0. */
    V2_0("validFrom", "validUntil"),
    /** Open Badges 2.0 and 2.1. */
    OPEN_BADGES_2("issuedOn", "expires");

    /** The context of the first data model. */
    public static final String VC_1_1 = "https://www.w3.org/2018/credentials/v1";

    private final String from;
    private final String until;

    DataModel(String from, String until) {
        this.from = from;
        this.until = until;
    }

    /** The property that says from when a credential counts. */
    public String from() {
        return from;
    }

    /** The property that says until when. */
    public String until() {
        return until;
    }

    /**
     * All properties that say from when a credential counts. The context of the first data model already has the words of the second, and
     * whoever signs them means them.
     */
    List<String> begins() {
        return this == V1_1 ? List.of(from, V2_0.from) : List.of(from);
    }

    /** All properties that say until when. */
    List<String> ends() {
        return this == V1_1 ? List.of(until, V2_0.until) : List.of(until);
    }

    /** Which one a document follows; the second unless its first context is that of the first. */
    public static DataModel of(JsonObject document) {
        if (DocumentType.of(document) == DocumentType.OPEN_BADGE_2) {
            return OPEN_BADGES_2;
        }
        return Tree.text(Tree.values(document, "@context").stream().findFirst().orElse(JsonValue.NULL))
                        .filter(VC_1_1::equals)
                        .isPresent()
                ? V1_1
                : V2_0;
    }

    /** Whether this is the context of one of them. */
    static boolean isContext(String url) {
        return url.equals(ApprovedContexts.VC_2_0) || url.equals(VC_1_1);
    }
}
