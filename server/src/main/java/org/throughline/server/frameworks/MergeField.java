package org.throughline.server.frameworks;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.throughline.caseformat.model.CFItem;

/** What of a statement is merged by itself. Absent values are empty texts. */
public enum MergeField {
    STATEMENT("the statement", CFItem::fullStatement, CFItem.Builder::fullStatement),
    CODE("the code", i -> text(i.humanCodingScheme()), (b, t) -> b.humanCodingScheme(t.isEmpty() ? null : t)),
    SHORT_FORM(
            "the short form",
            i -> text(i.abbreviatedStatement()),
            (b, t) -> b.abbreviatedStatement(t.isEmpty() ? null : t)),
    TYPE("the type", i -> text(i.CFItemType()), (b, t) -> b.CFItemType(t.isEmpty() ? null : t)),
    NOTES("the notes", i -> text(i.notes()), (b, t) -> b.notes(t.isEmpty() ? null : t)),
    LANGUAGE("the language", i -> text(i.language()), (b, t) -> b.language(t.isEmpty() ? null : t)),
    EDUCATION_LEVEL("the education level", i -> joined(i.educationLevel()), (b, t) -> b.educationLevel(split(t))),
    KEYWORDS("the keywords", i -> joined(i.conceptKeywords()), (b, t) -> b.conceptKeywords(split(t))),
    LAST_DAY("the last day", i -> Objects.toString(i.statusEndDate(), ""), (b, t) -> {
        try {
            b.statusEndDate(t.isEmpty() ? null : LocalDate.parse(t));
        } catch (DateTimeParseException _) {
            // a day that is none stays as it was
        }
    });

    private final String words;
    private final Function<CFItem, String> reads;
    private final BiConsumer<CFItem.Builder, String> writes;

    MergeField(String words, Function<CFItem, String> reads, BiConsumer<CFItem.Builder, String> writes) {
        this.words = words;
        this.reads = reads;
        this.writes = writes;
    }

    /** Its name in a sentence. */
    public String words() {
        return words;
    }

    String of(CFItem item) {
        return reads.apply(item);
    }

    void set(CFItem.Builder builder, String text) {
        writes.accept(builder, text);
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    private static String joined(List<String> texts) {
        return String.join(" | ", texts);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("\\s*\\|\\s*"))
                .filter(t -> !t.isBlank())
                .toList();
    }
}
