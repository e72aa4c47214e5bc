package org.throughline.server.frameworks;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.compare.PropertyChange;
import org.throughline.caseformat.model.Extensions;

/** The standard's properties as people name them, where a difference is told. */
public final class PropertyWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("fullStatement", "Statement"),
            Map.entry("abbreviatedStatement", "Short form"),
            Map.entry("alternativeLabel", "Another word for it"),
            Map.entry("humanCodingScheme", "Code"),
            Map.entry("listEnumeration", "Mark in the list"),
            Map.entry("CFItemType", "Type"),
            Map.entry("CFItemTypeURI", "Type as a link"),
            Map.entry("conceptKeywords", "Keywords"),
            Map.entry("conceptKeywordsURI", "Keywords as a link"),
            Map.entry("notes", "Notes"),
            Map.entry("subject", "Subject"),
            Map.entry("subjectURI", "Subject as a link"),
            Map.entry("language", "Language"),
            Map.entry("educationLevel", "Education level"),
            Map.entry("licenseURI", "Licence"),
            Map.entry("statusStartDate", "First day"),
            Map.entry("statusEndDate", "Last day"),
            Map.entry("uri", "Address"),
            Map.entry("title", "Title"),
            Map.entry("creator", "Creator"),
            Map.entry("publisher", "Publisher"),
            Map.entry("description", "Description"),
            Map.entry("version", "Version"),
            Map.entry("adoptionStatus", "Adoption"),
            Map.entry("officialSourceURL", "Source"),
            Map.entry("frameworkType", "Kind of framework"),
            Map.entry("caseVersion", "Version of CASE"),
            Map.entry("extensions", "Further properties"),
            Map.entry("throughline:sourceVersion", "Version of the source"),
            Map.entry("throughline:requiredAtHiring", "Must have at hire"));

    private PropertyWords() {}

    /** What people call a property; one without such a word by its own name. */
    public static String of(String property) {
        return ItemLevel.isLevel(property) ? "Level" : WORDS.getOrDefault(property, property);
    }

    /** How a statement was reworded, its properties in words and its extensions one by one. */
    public static List<PropertyChange> of(FrameworkDiff.Reworded reworded) {
        return reworded.changes().stream()
                .flatMap(change -> change.property().equals("extensions")
                        ? extensions(
                                reworded.before().extensions(), reworded.after().extensions())
                        : Stream.of(new PropertyChange(of(change.property()), change.before(), change.after())))
                .toList();
    }

    private static Stream<PropertyChange> extensions(Extensions before, Extensions after) {
        Set<String> names = new LinkedHashSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        return names.stream()
                .filter(name -> !Objects.equals(
                        before.values().get(name), after.values().get(name)))
                .map(name -> new PropertyChange(
                        of(name),
                        shown(before.values().get(name)),
                        shown(after.values().get(name))));
    }

    private static @Nullable String shown(Extensions.@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Extensions.Text text -> yesOrNo(text.text());
            case Extensions.Json json -> yesOrNo(json.json());
        };
    }

    private static String yesOrNo(String text) {
        return text.equals("true") ? "yes" : text.equals("false") ? "no" : text;
    }
}
