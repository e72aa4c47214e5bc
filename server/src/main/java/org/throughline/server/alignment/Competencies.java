package org.throughline.server.alignment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.Statement;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** Items as the engine hears them. */
final class Competencies {
    /** Types, or the last word of them, that say that an item only groups what stands below it. */
    private static final Set<String> GROUPING = Set.of(
            "area",
            "category",
            "chapter",
            "cluster",
            "course",
            "domain",
            "duty",
            "group",
            "heading",
            "level",
            "module",
            "section",
            "strand",
            "subject",
            "theme",
            "topic",
            "unit");

    private static final int FEWEST_WORDS = 4;
    private static final int FEWEST_CJK = 8;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern CJK =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsThai}]");

    private Competencies() {}

    /** What is asked about: the leaves, which are the rows of the board. */
    static List<Statement> asked(List<FrameworkItem> items) {
        Map<ItemUri, FrameworkItem> byUri = byUri(items);
        return byUri.values().stream()
                .filter(FrameworkItem::leaf)
                .map(item -> statement(item, byUri))
                .toList();
    }

    /** What may answer: the leaves, and what stands above them where it is a competency of its own. */
    static List<Statement> answering(List<FrameworkItem> items) {
        Map<ItemUri, FrameworkItem> byUri = byUri(items);
        return byUri.values().stream()
                .filter(Competencies::isOne)
                .map(item -> statement(item, byUri))
                .toList();
    }

    /**
     * Whether an item is a competency: a leaf, or something above leaves that says what somebody can do. A type that names a grouping, or
     * a title of few words, says that it is none.
     */
    static boolean isOne(FrameworkItem item) {
        if (item.leaf()) {
            return true;
        }
        if (item.type() != null) {
            String type = item.type().strip().toLowerCase(Locale.ROOT);
            if (GROUPING.contains(type.substring(type.lastIndexOf(' ') + 1))) {
                return false;
            }
        }
        return WORD.matcher(item.statement()).results().limit(FEWEST_WORDS).count() == FEWEST_WORDS
                || CJK.matcher(item.statement()).results().limit(FEWEST_CJK).count() == FEWEST_CJK;
    }

    /** An item with the texts above it, in the group of its framework. What thousands of items say alike is held once. */
    static Statement statement(FrameworkItem item, Map<ItemUri, FrameworkItem> byUri) {
        return new Statement(
                item.uri().value(),
                item.statement(),
                Lineage.above(item, byUri).reversed().stream()
                        .map(FrameworkItem::statement)
                        .toList(),
                item.code(),
                once(item.type()),
                once(item.language()),
                item.framework().toString().intern());
    }

    private static @Nullable String once(@Nullable String text) {
        return text == null ? null : text.intern();
    }

    static Map<ItemUri, FrameworkItem> byUri(List<FrameworkItem> items) {
        Map<ItemUri, FrameworkItem> byUri = new LinkedHashMap<>();
        items.forEach(item -> byUri.putIfAbsent(item.uri(), item));
        return byUri;
    }
}
