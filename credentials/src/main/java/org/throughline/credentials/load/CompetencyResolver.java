package org.throughline.credentials.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up the competency that an alignment points to, in whatever frameworks the caller knows. */
@FunctionalInterface
public interface CompetencyResolver {

    /**
     * Looks up one competency.
     *
     * @param targetUrl  the alignment's {@code targetUrl}, as exact text
     */
    Resolution resolve(String targetUrl);

    /** What came of it. */
    sealed interface Resolution {

        /**
         * The competency as it reads today.
         *
         * @param title  a short name, or the statement where it has no other
         * @param statement  its statement in full
         * @param framework  the title of its framework
         * @param replacedBy  what took its place, by name or address, when its framework says so (CASE 1.1, {@code replacedBy}); empty while
         *     it stands
         */
        record Found(
                String title,
                @Nullable String statement,
                @Nullable String framework,
                List<String> replacedBy) implements Resolution {

            public Found {
                replacedBy = List.copyOf(replacedBy);
            }

            /** One that stands as it is. */
            public Found(String title, @Nullable String statement, @Nullable String framework) {
                this(title, statement, framework, List.of());
            }
        }

        /** Its home is known, and has no such item. */
        record NotFound(String message) implements Resolution {}

        /** Its home could not be asked. */
        record Unreachable(String message) implements Resolution {}
    }
}
