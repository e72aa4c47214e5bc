package org.throughline.credentials.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be achieved, independent of any person (Open Badges 3.0, B.1.1 Achievement).
 *
 * @param id  an absolute URI that stays the same for everybody who achieves it
 * @param achievementType  {@code Competency}, {@code Course}, {@code Certificate}, ...
 * @param humanCode  the code people use, such as a course number
 * @param endorsement  what others say in favour of it, each signed by them: EndorsementCredentials in JSON
 */
public record Achievement(
        String id,
        String name,
        String description,
        Criteria criteria,
        @Nullable String achievementType,
        @Nullable String humanCode,
        List<Alignment> alignment,
        List<ResultDescription> resultDescription,
        List<SignedDocument> endorsement) {

    public Achievement {
        alignment = List.copyOf(alignment);
        resultDescription = List.copyOf(resultDescription);
        endorsement = List.copyOf(endorsement);
    }

    /** An achievement that nobody endorses. */
    public Achievement(
            String id,
            String name,
            String description,
            Criteria criteria,
            @Nullable String achievementType,
            @Nullable String humanCode,
            List<Alignment> alignment,
            List<ResultDescription> resultDescription) {
        this(id, name, description, criteria, achievementType, humanCode, alignment, resultDescription, List.of());
    }

    /** An achievement without results. */
    public Achievement(
            String id,
            String name,
            String description,
            Criteria criteria,
            @Nullable String achievementType,
            @Nullable String humanCode,
            List<Alignment> alignment) {
        this(id, name, description, criteria, achievementType, humanCode, alignment, List.of());
    }
}
