package org.throughline.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a suggester may know beyond its candidates.
 *
 * @param background other statements of the same world, for instance all those that suggestions will be asked for: they are never
 *     suggested, but teach which words are common and which stand together
 * @param language the BCP 47 tag of statements that do not tell theirs; null to guess it from the whole list
 */
public record SuggesterOptions(
        List<Statement> background, @Nullable String language) {
    /** Keeps its own copy of the list. */
    public SuggesterOptions {
        background = List.copyOf(background);
    }

    /** No background, language guessed. */
    public static SuggesterOptions standard() {
        return new SuggesterOptions(List.of(), null);
    }

    /** These options with another background. */
    public SuggesterOptions withBackground(List<Statement> statements) {
        return new SuggesterOptions(statements, language);
    }
}
