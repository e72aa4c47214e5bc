package org.throughline.caseformat.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.caseformat.model.AssociationType;

/** What the alignments of CTDL-ASN are in CASE. */
final class CtdlAlignments {

    /**
     * One alignment.
     *
     * @param fromHere whether the competency that says it is the origin of the association
     */
    record Meaning(AssociationType type, boolean fromHere) {}

    private static final Map<String, Meaning> ALL = all();

    static final List<String> NAMES = List.copyOf(ALL.keySet());

    private CtdlAlignments() {}

    private static Map<String, Meaning> all() {
        Map<String, Meaning> all = new LinkedHashMap<>();
        all.put("exactAlignment", new Meaning(AssociationType.EXACT_MATCH_OF, true));
        // "the referenced competency covers this one and more": this one is a part of it
        all.put("broadAlignment", new Meaning(AssociationType.IS_PART_OF, true));
        all.put("narrowAlignment", new Meaning(AssociationType.IS_PART_OF, false));
        all.put("alignTo", new Meaning(AssociationType.IS_RELATED_TO, true));
        all.put("alignFrom", new Meaning(AssociationType.IS_RELATED_TO, false));
        all.put("majorAlignment", new Meaning(new AssociationType.Extension("ext:majorAlignment"), true));
        all.put("minorAlignment", new Meaning(new AssociationType.Extension("ext:minorAlignment"), true));
        // "the referenced competency is a prerequisite of this one": it comes before
        all.put("prerequisiteAlignment", new Meaning(AssociationType.PRECEDES, false));
        all.put("derivedFrom", new Meaning(new AssociationType.Extension("ext:derivedFrom"), true));
        all.put("comprisedOf", new Meaning(new AssociationType.Extension("ext:comprisedOf"), true));
        all.put("crossSubjectReference", new Meaning(new AssociationType.Extension("ext:crossSubjectReference"), true));
        return all;
    }

    static Meaning meaning(String name) {
        return ALL.getOrDefault(name, new Meaning(AssociationType.IS_RELATED_TO, true));
    }

    /** The property that says this type, on the side where {@code fromHere}. */
    static Optional<String> name(AssociationType type, boolean fromHere) {
        return ALL.entrySet().stream()
                .filter(entry -> entry.getValue().equals(new Meaning(type, fromHere)))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
