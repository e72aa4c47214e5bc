package org.throughline.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a suggester may know beyond its candidates.
 *
 * @param background other statements of the same world, for instance all those that suggestions will be asked for: they are never
 *     suggested, but teach which words are common and which stand together
 * @param decisions what people decided about pairs, of these candidates or others; what they teach is kept only as far as it holds for groups of
 *     statements that did not teach it
 * @param language the BCP 47 tag of statements that do not tell theirs; null to guess it from the whole list
 * @param encoder one more opinion on how alike two statements are; null where there is none
 */
public record SuggesterOptions(
        List<Statement> background,
        List<Decision> decisions,
        @Nullable String language,
        @Nullable TextEncoder encoder) {
    /** Keeps its own copies of the lists. */
    public SuggesterOptions {
        decisions = List.copyOf(decisions);
        background = List.copyOf(background);
    }

    /** No background, language guessed. */
    public static SuggesterOptions standard() {
        return new SuggesterOptions(List.of(), List.of(), null, null);
    }

    /** These options with another background. */
    public SuggesterOptions withBackground(List<Statement> statements) {
        return new SuggesterOptions(statements, decisions, language, encoder);
    }

    /** These options with other decisions. */
    public SuggesterOptions withDecisions(List<Decision> decided) {
        return new SuggesterOptions(background, decided, language, encoder);
    }

    /** These options with an encoder; null for none. */
    public SuggesterOptions withEncoder(@Nullable TextEncoder other) {
        return new SuggesterOptions(background, decisions, language, other);
    }
}
