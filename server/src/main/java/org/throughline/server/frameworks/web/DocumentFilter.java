package org.throughline.server.frameworks.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.web.CaseFields.Type;
import tools.jackson.databind.JsonNode;

/**
 * The filter of getAllCFDocuments (CASE 1.1, REST binding, "filtering"): {@code field op 'value'}, at most two of them joined by one
 * {@code AND} or {@code OR}. Values are compared without regard to case, dates as dates; a quote inside a value is written twice. A list equals
 * what names all of its values, divided by commas, and contains ({@code ~}) what names one of them.
 */
final class DocumentFilter {
    private static final String CLAUSE = "\\s*([A-Za-z][A-Za-z0-9_:.-]*)\\s*(!=|>=|<=|=|>|<|~)\\s*'((?:[^']|'')*)'\\s*";
    private static final Pattern FILTER = Pattern.compile(CLAUSE + "(?:(?<=\\s)(AND|OR)(?=\\s)" + CLAUSE + ")?");

    private final Predicate<JsonNode> condition;

    private DocumentFilter(Predicate<JsonNode> condition) {
        this.condition = condition;
    }

    boolean takes(JsonNode document) {
        return condition.test(document);
    }

    /** A filter that can't be used, and why. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    static DocumentFilter parse(String text, CaseVersion version) throws Unusable {
        Matcher parts = FILTER.matcher(text);
        if (text.length() > 2000 || !parts.matches()) {
            throw new Unusable(
                    "A filter is written field op 'value', with one of = != > >= < <= ~, and at most one AND or OR between two.");
        }
        Predicate<JsonNode> first = clause(parts.group(1), parts.group(2), parts.group(3), version);
        if (parts.group(4) == null) {
            return new DocumentFilter(first);
        }
        Predicate<JsonNode> second = clause(parts.group(5), parts.group(6), parts.group(7), version);
        return new DocumentFilter(parts.group(4).equals("AND") ? first.and(second) : first.or(second));
    }

    private static Predicate<JsonNode> clause(String field, String op, String quoted, CaseVersion version)
            throws Unusable {
        Type type = CaseFields.ofDocuments(field, version)
                .orElseThrow(() -> new Unusable("A CFDocument has no field “" + field + "”."));
        String value = quoted.replace("''", "'");
        return switch (type) {
            case TEXTS -> list(field, op, value);
            case DATE, DATE_TIME -> op.equals("~") ? text(field, op, value) : date(field, op, value);
            default -> text(field, op, value);
        };
    }

    private static Predicate<JsonNode> text(String field, String op, String value) {
        String wanted = folded(value);
        return document -> {
            Optional<String> found =
                    values(document, field).stream().findFirst().map(DocumentFilter::folded);
            return found.map(text -> op.equals("~") ? text.contains(wanted) : holds(op, text.compareTo(wanted)))
                    .orElse(op.equals("!="));
        };
    }

    private static Predicate<JsonNode> list(String field, String op, String value) {
        Set<String> wanted = Arrays.stream(value.split(","))
                .map(one -> folded(one.strip()))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toSet());
        String whole = folded(value.strip());
        return document -> {
            List<String> found =
                    values(document, field).stream().map(DocumentFilter::folded).toList();
            boolean equal = !found.isEmpty()
                    && (Set.copyOf(found).equals(wanted) || found.stream().allMatch(whole::equals));
            return switch (op) {
                case "=" -> equal;
                case "!=" -> !equal;
                case "~" ->
                    found.stream()
                            .anyMatch(
                                    one -> one.equals(whole) || wanted.stream().anyMatch(one::contains));
                default -> found.stream().anyMatch(one -> holds(op, one.compareTo(whole)));
            };
        };
    }

    /** A day is compared with days, a moment with moments. */
    private static Predicate<JsonNode> date(String field, String op, String value) throws Unusable {
        Optional<LocalDate> day = day(value);
        Optional<Instant> moment = moment(value);
        if (day.isEmpty() && moment.isEmpty()) {
            throw new Unusable("“" + value + "” is no date: 2026-11-28 or 2026-11-28T23:00:00Z was expected.");
        }
        return document -> {
            Optional<Instant> found =
                    values(document, field).stream().findFirst().flatMap(DocumentFilter::moment);
            return found.map(then -> holds(
                            op,
                            day.isPresent()
                                    ? then.atOffset(ZoneOffset.UTC)
                                            .toLocalDate()
                                            .compareTo(day.get())
                                    : then.compareTo(moment.orElseThrow())))
                    .orElse(op.equals("!="));
        };
    }

    private static boolean holds(String op, int comparison) {
        return switch (op) {
            case "=" -> comparison == 0;
            case "!=" -> comparison != 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            case "<" -> comparison < 0;
            default -> comparison <= 0;
        };
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A moment, or a day as its first one. */
    static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return day(text).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    /** What a document has under this name: nothing, one text, or those of a list. */
    static List<String> values(JsonNode document, String field) {
        String[] parts = field.split("\\.", 2);
        List<JsonNode> nodes = new ArrayList<>();
        JsonNode first = document.path(parts[0]);
        if (first.isArray()) {
            first.forEach(nodes::add);
        } else {
            nodes.add(first);
        }
        return nodes.stream()
                .map(node -> parts.length == 1 ? node : node.path(parts[1]))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .map(node -> node.isValueNode() ? node.asString() : node.toString())
                .toList();
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
