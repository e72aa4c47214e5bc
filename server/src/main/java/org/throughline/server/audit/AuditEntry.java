package org.throughline.server.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act.
 *
 * @param action what was done, dotted and past tense: {@code framework.imported}, {@code alignment.accepted}, {@code credential.revoked}
 * @param actor who did it: a person's id, or {@code system}
 * @param organization the organization on whose behalf, by id; null for a person's own acts
 * @param subject what it was done to: an id or URI; never a name or an e-mail address
 * @param details few further facts (counts, versions); never personal data, never secrets
 * @param concerns further people whom it concerns: they find it in their own log, and nobody learns from it who they are
 * @param parts what was done along with it, and is told by this entry alone ({@link AuditLog#one})
 */
public record AuditEntry(
        String action,
        String actor,
        @Nullable String organization,
        String subject,
        Map<String, String> details,
        Set<UUID> concerns,
        List<AuditEntry> parts) {
    public AuditEntry {
        details = Map.copyOf(details);
        concerns = Set.copyOf(concerns);
        parts = List.copyOf(parts);
    }

    /** An act by itself. */
    public AuditEntry(
            String action,
            String actor,
            @Nullable String organization,
            String subject,
            Map<String, String> details,
            Set<UUID> concerns) {
        this(action, actor, organization, subject, details, concerns, List.of());
    }

    /** An act that concerns nobody but who acted and to whom it was done. */
    public AuditEntry(
            String action, String actor, @Nullable String organization, String subject, Map<String, String> details) {
        this(action, actor, organization, subject, details, Set.of());
    }

    /** The same act, told also to these people. */
    public AuditEntry concerning(UUID... people) {
        Set<UUID> all = new HashSet<>(concerns);
        all.addAll(List.of(people));
        return new AuditEntry(action, actor, organization, subject, details, all, parts);
    }
}
