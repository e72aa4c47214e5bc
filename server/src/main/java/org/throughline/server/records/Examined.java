package org.throughline.server.records;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.server.shared.ItemUri;

/**
 * A document and what verification found in it.
 *
 * @param report the report as one line of JSON
 * @param aboutHolder whether its subject is the person for whom it was examined
 * @param parts the credentials that stand in it, each examined by its own road
 * @param newer the newer one that its issuer has, examined in the same way; null where there is none
 */
record Examined(
        SignedDocument document,
        String credentialId,
        String format,
        String name,
        @Nullable String description,
        String issuerId,
        String issuerName,
        @Nullable String achievementName,
        boolean aboutHolder,
        @Nullable Double level,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Verdict verdict,
        String report,
        Instant verifiedAt,
        List<ItemUri> competencies,
        List<StatusReference> statusReferences,
        List<Examined> parts,
        @Nullable Examined newer) {
    Examined {
        competencies = List.copyOf(competencies);
        statusReferences = List.copyOf(statusReferences);
        parts = List.copyOf(parts);
    }

    /** One bit in a published list that says whether it still holds. */
    record StatusReference(String listUrl, long index) {}

    /** The same, whose issuer has a newer one. */
    Examined renewedBy(Examined document) {
        return new Examined(
                this.document,
                credentialId,
                format,
                name,
                description,
                issuerId,
                issuerName,
                achievementName,
                aboutHolder,
                level,
                validFrom,
                validUntil,
                verdict,
                report,
                verifiedAt,
                competencies,
                statusReferences,
                parts,
                document);
    }

    byte[] sha256() {
        return HexFormat.of().parseHex(document.sha256());
    }

    /** Whether it became valid later than the one that is kept. */
    boolean isNewerThan(HeldCredential kept) {
        return validFrom != null && (kept.validFrom() == null || validFrom.isAfter(kept.validFrom()));
    }

    Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("credentialId", credentialId);
        columns.put("format", format);
        columns.put("name", name);
        columns.put("description", description);
        columns.put("issuerId", issuerId);
        columns.put("issuerName", issuerName);
        columns.put("achievementName", achievementName);
        columns.put("aboutHolder", aboutHolder);
        columns.put("level", level);
        columns.put("validFrom", timestamp(validFrom));
        columns.put("validUntil", timestamp(validUntil));
        columns.put("document", document.bytes());
        columns.put("sha256", sha256());
        columns.put("verdict", verdict.name());
        columns.put("report", report);
        columns.put("verifiedAt", timestamp(verifiedAt));
        return columns;
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }
}
