package org.throughline.server.alignment.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where on a board somebody is: what the address says, and every form takes along.
 *
 * @param view which requirements are shown
 * @param order in which order
 * @param branch the identifier of a part of the tree
 * @param q words that the requirement has
 * @param offset how many rows stand before this page
 * @param as for which organization the person decides
 * @param open what stands unfolded in one row, as {@link Fold} names it
 */
record Place(
        @Nullable String view,
        @Nullable String order,
        @Nullable String branch,
        @Nullable String q,
        @Nullable Integer offset,
        @Nullable String as,
        @Nullable String open) {

    static final String HELPS = "helps";
    static final String TREE = "tree";

    Boards.View shown() {
        return Boards.View.of(view == null ? "undecided" : view);
    }

    int from() {
        return offset == null ? 0 : Math.max(0, offset);
    }

    String words() {
        return q == null ? "" : q.strip();
    }

    /** Whether only a part of the requirements is looked at, whichever view of them is shown. */
    boolean isNarrowed() {
        return !words().isEmpty() || branch != null && !branch.isBlank();
    }

    /** Whether the questions that help most come first: unless it is said otherwise, where there is something to ask. */
    boolean helpful() {
        return order == null ? shown() == Boards.View.UNDECIDED : order.equals(HELPS);
    }

    Place with(Boards.View other) {
        return new Place(other.word(), order, branch, q, null, as, null);
    }

    Place inOrder(String other) {
        return new Place(view, other, branch, q, null, as, null);
    }

    Place at(int start) {
        return new Place(view, order, branch, q, start, as, null);
    }

    /** The same with this unfolded in the row of a requirement. */
    Place unfolding(Fold fold, UUID requirement) {
        return new Place(view, order, branch, q, offset, as, fold.of(requirement));
    }

    /** The same with nothing unfolded. */
    Place folded() {
        return new Place(view, order, branch, q, offset, as, null);
    }

    boolean unfolds(Fold fold, UUID requirement) {
        return fold.of(requirement).equals(open);
    }

    /** What a form carries along, beside what it says itself. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "view", view);
        put(fields, "order", order);
        put(fields, "branch", branch);
        put(fields, "q", q);
        put(fields, "offset", offset == null || offset == 0 ? null : offset.toString());
        put(fields, "as", as);
        put(fields, "open", open);
        return fields;
    }

    /** The same behind an address: begins with a question mark, or is empty. */
    String query() {
        String query = fields().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** What of a row stands folded until somebody asks for it. */
    enum Fold {
        SUGGESTIONS,
        REJECTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String of(UUID requirement) {
            return word() + "-" + requirement;
        }
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        Optional.ofNullable(value).filter(v -> !v.isBlank()).ifPresent(v -> fields.put(name, v));
    }
}
