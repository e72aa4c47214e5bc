package org.throughline.server.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One act.
 *
 * @param action what was done, dotted and past tense: {@code framework.imported}, {@code alignment.accepted}, {@code credential.revoked}
 * @param actor who did it: a person's id, or {@code system}
 * @param organization the organization on whose behalf, by id; null for a person's own acts
 * @param subject what it was done to: an id or URI; never a name or an e-mail address
 * @param details few further facts (counts, versions); never personal data, never secrets
 */
public record AuditEntry(
        String action, String actor, @Nullable String organization, String subject, Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}
