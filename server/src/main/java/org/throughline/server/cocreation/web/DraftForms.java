package org.throughline.server.cocreation.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Reads what forms about a draft send. */
final class DraftForms {
    private DraftForms() {}

    /** The item's texts as a form says them; what the form does not speak of stays. */
    static DraftText text(MultiValueMap<String, String> fields, DraftText before) {
        return new DraftText(
                said(fields, "statement").orElse(before.statement()).strip(),
                or(fields, "code", before.code()),
                or(fields, "abbreviated", before.abbreviatedStatement()),
                or(fields, "type", before.type()),
                or(fields, "level", before.level()),
                fields.containsKey("atHireAsked") ? fields.containsKey("atHire") : before.atHire(),
                or(fields, "language", before.language()),
                list(fields, "educationLevel", before.educationLevel()),
                list(fields, "keywords", before.conceptKeywords()),
                or(fields, "notes", before.notes()));
    }

    /** A text that says nothing yet. */
    static DraftText nothing(@Nullable String language) {
        return new DraftText("", null, null, null, null, false, language, List.of(), List.of(), null);
    }

    static Optional<UUID> id(MultiValueMap<String, String> fields, String name) {
        return said(fields, name).filter(text -> !text.isBlank()).map(DraftForms::uuid);
    }

    static List<UUID> ids(MultiValueMap<String, String> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(text -> text.startsWith("i-") ? text.substring(2) : text)
                .filter(text -> !text.isBlank())
                .map(DraftForms::uuid)
                .distinct()
                .toList();
    }

    static long number(MultiValueMap<String, String> fields, String name) {
        try {
            return Long.parseLong(said(fields, name).orElse("-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static Optional<String> said(MultiValueMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name));
    }

    private static @Nullable String or(MultiValueMap<String, String> fields, String name, @Nullable String before) {
        return said(fields, name)
                .map(text -> text.isBlank() ? "" : text.strip())
                .map(Optional::of)
                .orElse(Optional.ofNullable(before))
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private static List<String> list(MultiValueMap<String, String> fields, String name, List<String> before) {
        return said(fields, name)
                .map(text -> Arrays.stream(text.split("[,;\\n]"))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .distinct()
                        .toList())
                .orElse(before);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text.startsWith("i-") ? text.substring(2) : text);
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.MALFORMED, "Expected the identifier of a statement.");
        }
    }
}
