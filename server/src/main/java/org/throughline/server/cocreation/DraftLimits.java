package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseReader;

/** How much a draft holds. Whatever keeps to it can be published, and read again by every CASE system that keeps to the standard. */
public final class DraftLimits {
    /** The most statements, retired ones among them. */
    public static final int ITEMS = CaseReader.MAX_ITEMS;

    /** The most levels below the framework. */
    public static final int DEPTH = 100;

    /** The most characters of a statement or of notes. */
    public static final int TEXT = 20_000;

    /** The most characters of every other text. */
    public static final int WORDS = 1_000;

    /** The most keywords or education levels of one statement. */
    public static final int WORDS_IN_A_LIST = 100;

    /** The most things that are done in one act. */
    public static final int EDITS = 10_000;

    private DraftLimits() {}

    /** Why an item can't have this text; empty for one that it can. */
    static Optional<String> refusal(DraftText text) {
        if (text.statement().isBlank()) {
            return Optional.of("A statement says something; this one is empty.");
        }
        List<@Nullable String> lines = new ArrayList<>();
        lines.add(text.code());
        lines.add(text.abbreviatedStatement());
        lines.add(text.type());
        lines.add(text.level());
        lines.add(text.language());
        lines.addAll(text.educationLevel());
        lines.addAll(text.conceptKeywords());
        return longer("The statement", text.statement(), TEXT)
                .or(() -> longer("The notes", text.notes(), TEXT))
                .or(() -> lines.stream()
                        .flatMap(line -> longer("A line", line, WORDS).stream())
                        .findFirst())
                .or(() -> text.educationLevel().size() > WORDS_IN_A_LIST
                                || text.conceptKeywords().size() > WORDS_IN_A_LIST
                        ? Optional.of(
                                "A statement has up to %d keywords and education levels.".formatted(WORDS_IN_A_LIST))
                        : Optional.empty())
                .or(() -> text.language() != null && !text.language().matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
                        ? Optional.of("Expected a language such as en or es-MX, found “%s”.".formatted(text.language()))
                        : Optional.empty());
    }

    static Optional<String> refusal(DocumentText text) {
        if (text.title().isBlank() || text.creator().isBlank()) {
            return Optional.of("A framework has a title, and somebody who stands behind it.");
        }
        return longer("The title", text.title(), WORDS)
                .or(() -> longer("The creator", text.creator(), WORDS))
                .or(() -> longer("The publisher", text.publisher(), WORDS))
                .or(() -> longer("The description", text.description(), TEXT))
                .or(() -> longer("The notes", text.notes(), TEXT))
                .or(() -> longer("The version", text.version(), WORDS))
                .or(() -> longer("The adoption status", text.adoptionStatus(), WORDS))
                .or(() -> longer("The source", text.officialSourceURL(), WORDS));
    }

    private static Optional<String> longer(String what, @Nullable String text, int most) {
        return text != null && text.codePointCount(0, text.length()) > most
                ? Optional.of("%s has %,d characters; the limit is %,d."
                        .formatted(what, text.codePointCount(0, text.length()), most))
                : Optional.empty();
    }
}
