package org.throughline.server.cocreation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** The drafts of frameworks: read level by level, changed by acts that can be undone. */
public interface Drafts {
    // SIGNATURES ONLY for the two builders; the editor's builder makes this a final class with SQL.

    Optional<DraftItem> item(FrameworkId framework, UUID identifier);

    /** One level of the tree: the children of an item, or of the framework itself. */
    List<DraftItem> children(FrameworkId framework, UUID parent, int offset, int limit);

    /** Does these edits as one act, whole or not at all; the draft begins with the first. */
    EditOutcome apply(
            FrameworkId framework,
            List<DraftEdit> edits,
            PersonId by,
            @Nullable OrganizationId speakingFor,
            @Nullable UUID proposal);

    /** Takes an act back, unless something that came later rests on it. */
    EditOutcome undo(FrameworkId framework, long act, PersonId by, @Nullable OrganizationId speakingFor);
}
