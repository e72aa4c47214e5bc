package org.throughline.credentials.status;

import java.util.List;
import java.util.Optional;

/** The published lists of bits, the standard and its two predecessors: the same idea under other words. */
public enum StatusListFormat {
    /** Bitstring Status List 1.0. */
    BITSTRING(
            "BitstringStatusListEntry",
            "BitstringStatusListCredential",
            "BitstringStatusList",
            "statusListIndex",
            "statusListCredential"),
    /** Status List 2021, a draft of the above: one bit each, and text without the letter of multibase. */
    STATUS_LIST_2021(
            "StatusList2021Entry",
            "StatusList2021Credential",
            "StatusList2021",
            "statusListIndex",
            "statusListCredential"),
    /** Revocation List 2020, the first draft: it knows no purpose but revocation. */
    REVOCATION_LIST_2020(
            "RevocationList2020Status",
            "RevocationList2020Credential",
            "RevocationList2020",
            "revocationListIndex",
            "revocationListCredential");

    private final String entryType;
    private final String credentialType;
    private final String listType;
    private final String indexKey;
    private final String urlKey;

    StatusListFormat(String entryType, String credentialType, String listType, String indexKey, String urlKey) {
        this.entryType = entryType;
        this.credentialType = credentialType;
        this.listType = listType;
        this.indexKey = indexKey;
        this.urlKey = urlKey;
    }

    /** The format whose entries have one of these types. */
    public static Optional<StatusListFormat> ofEntry(List<String> types) {
        for (StatusListFormat format : values()) {
            if (types.contains(format.entryType)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The type of the signed list. */
    public String credentialType() {
        return credentialType;
    }

    /** The type of its subject. */
    public String listType() {
        return listType;
    }

    /** The property of an entry that holds its position. */
    public String indexKey() {
        return indexKey;
    }

    /** The property of an entry that holds the address of the signed list. */
    public String urlKey() {
        return urlKey;
    }
}
