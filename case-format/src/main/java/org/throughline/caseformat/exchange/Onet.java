package org.throughline.caseformat.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of the O*NET files that some occupations need. */
final class Onet {

    /** An occupation of the classification. */
    record Occupation(String code, String title, String description) {}

    /** A task of one occupation; {@code type} is {@code Core}, {@code Supplemental} or {@code n/a}, {@code date} a month. */
    record Task(
            String id, String text, String type, @Nullable String date) {}

    /** An element of the content model, such as a generalised work activity. */
    record Element(String id, String name, String description) {}

    /** A detailed or intermediate work activity and what it stands under. */
    record Activity(String id, String title, String parent) {}

    final Map<String, Occupation> occupations = new LinkedHashMap<>();
    final Map<String, Map<String, Task>> tasks = new LinkedHashMap<>();
    final Map<String, Map<String, Set<String>>> links = new LinkedHashMap<>();
    final Map<String, Element> elements = new LinkedHashMap<>();
    final Map<String, Activity> intermediate = new LinkedHashMap<>();
    final Map<String, Activity> detailed = new LinkedHashMap<>();
    String release = "";
}
