package org.throughline.caseformat.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What both sides changed, and what somebody decided about it. */
final class Decisions {

    private final Map<String, Choice> choices;
    private final List<Conflict> conflicts = new ArrayList<>();

    Decisions(Map<String, Choice> choices) {
        this.choices = choices;
    }

    /** The conflicts that were noted, in their order. */
    List<Conflict> conflicts() {
        return conflicts;
    }

    /** Notes a conflict and tells what was decided about it, which is the variant's side until somebody does. */
    Choice conflict(
            String key,
            Conflict.Kind kind,
            String node,
            String label,
            String property,
            @Nullable String was,
            @Nullable String here,
            @Nullable String there,
            String sentence,
            boolean takesText) {
        @Nullable Choice choice = choices.get(key);
        if (choice instanceof Choice.Text && !takesText) {
            choice = null;
        }
        conflicts.add(new Conflict(key, kind, node, label, property, was, here, there, sentence, takesText, choice));
        return choice == null ? Choice.MINE : choice;
    }

    /** A text for a sentence. */
    static String quoted(@Nullable String text) {
        return text == null ? "absent" : "\"" + text + "\"";
    }
}
