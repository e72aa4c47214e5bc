package org.throughline.matching;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a framework, as far as suggestions need to know it.
 *
 * @param id opaque; names the statement in suggestions
 * @param text what it says
 * @param context the texts of its parents, nearest first; empty when it has none
 * @param code the human code, such as {@code EPS.1.2}; null when unknown
 * @param type such as {@code Skill} or {@code Knowledge}; null when unknown
 * @param language a BCP 47 tag such as {@code en} or {@code pt-BR}; null when unknown: then it is guessed from the whole list
 * @param group the field that it belongs to, such as an occupation's group or a framework; null when unknown. What was decided in one group
 *     is tried on others before it is believed there
 */
public record Statement(
        String id,
        String text,
        List<String> context,
        @Nullable String code,
        @Nullable String type,
        @Nullable String language,
        @Nullable String group) {
    /** Keeps its own copy of the list. */
    public Statement {
        context = List.copyOf(context);
    }

    /** A statement of no known group. */
    public Statement(
            String id,
            String text,
            List<String> context,
            @Nullable String code,
            @Nullable String type,
            @Nullable String language) {
        this(id, text, context, code, type, language, null);
    }

    /** A statement of which only the text is known. */
    public static Statement of(String id, String text) {
        return new Statement(id, text, List.of(), null, null, null);
    }

    /** The same in a group. */
    public Statement inGroup(@Nullable String name) {
        return new Statement(id, text, context, code, type, language, name);
    }
}
