package org.throughline.server.cocreation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * What people say to each other about an item.
 *
 * @param called the item as it was called when the thread began
 * @param comments oldest first; never empty
 */
public record ItemThread(
        UUID id,
        FrameworkId framework,
        UUID item,
        String called,
        PersonId openedBy,
        Instant openedAt,
        @Nullable PersonId resolvedBy,
        @Nullable Instant resolvedAt,
        List<Comment> comments) {
    public ItemThread {
        comments = List.copyOf(comments);
    }

    /** Whether nothing more waits for an answer. */
    public boolean resolved() {
        return resolvedAt != null;
    }

    /**
     * One comment.
     *
     * @param earlier what it said before it was edited, oldest first
     */
    public record Comment(
            UUID id,
            String text,
            PersonId by,
            @Nullable OrganizationId organization,
            Instant at,
            @Nullable Instant editedAt,
            List<String> earlier) {
        public Comment {
            earlier = List.copyOf(earlier);
        }
    }
}
