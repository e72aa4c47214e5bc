package org.throughline.caseformat.compare;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/** Merges what a framework defines: concepts, subjects, licences, types, groupings, and its rubrics. */
final class MergedDefinitions {

    private final CFPackage base;
    private final CFPackage mine;
    private final CFPackage theirs;
    private final Decisions decisions;

    MergedDefinitions(CFPackage base, CFPackage mine, CFPackage theirs, Decisions decisions) {
        this.base = base;
        this.mine = mine;
        this.theirs = theirs;
        this.decisions = decisions;
    }

    /** The definitions, with all that what is kept needs. */
    CFDefinitions definitions(
            Collection<CFItem> kept, Collection<CFAssociation> others, Supplier<Extensions> extensions) {
        Set<UUID> used = new HashSet<>();
        kept.forEach(item -> {
            use(used, item.CFItemTypeURI());
            use(used, item.conceptKeywordsURI());
            use(used, item.licenseURI());
            item.subjectURI().forEach(link -> use(used, link));
        });
        use(used, mine.document().licenseURI());
        mine.document().subjectURI().forEach(link -> use(used, link));
        others.forEach(one -> use(used, one.CFAssociationGroupingURI()));
        Map<String, Definition> merged = merge(
                byKey(base, false), byKey(mine, false), byKey(theirs, false), one -> used.contains(one.identifier()));
        return new CFDefinitions(
                those(merged, CFConcept.class),
                those(merged, CFSubject.class),
                those(merged, CFLicense.class),
                those(merged, CFItemType.class),
                those(merged, CFAssociationGrouping.class),
                extensions.get());
    }

    private static void use(Set<UUID> used, @Nullable LinkURI link) {
        if (link != null) {
            used.add(link.identifier());
        }
    }

    /** The rubrics. */
    List<CFRubric> rubrics() {
        return those(merge(byKey(base, true), byKey(mine, true), byKey(theirs, true), one -> false), CFRubric.class);
    }

    private static Map<String, Definition> byKey(CFPackage pkg, boolean rubrics) {
        Map<String, Definition> all = new LinkedHashMap<>();
        Definition.of(pkg).stream()
                .filter(one -> one.value() instanceof CFRubric == rubrics)
                .forEach(one -> all.put(one.key(), one));
        return all;
    }

    private static <T> List<T> those(Map<String, Definition> all, Class<T> kind) {
        return all.values().stream()
                .map(Definition::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Map<String, Definition> merge(
            Map<String, Definition> was,
            Map<String, Definition> here,
            Map<String, Definition> there,
            Predicate<Definition> needed) {
        Map<String, Definition> merged = new LinkedHashMap<>();
        here.forEach((key, ours) -> {
            @Nullable Definition before = was.get(key);
            @Nullable Definition others = there.get(key);
            if (others == null) {
                if (before == null || !before.says().equals(ours.says()) || needed.test(ours)) {
                    merged.put(key, ours);
                }
            } else if (before != null && before.value().equals(ours.value())) {
                merged.put(key, others);
            } else if (ours.says().equals(others.says())
                    || before != null && before.says().equals(others.says())) {
                merged.put(key, ours);
            } else if (before != null && before.says().equals(ours.says())) {
                merged.put(key, others);
            } else {
                Choice choice = decisions.conflict(
                        key,
                        Conflict.Kind.CHANGED_BOTH_WAYS,
                        ours.identifier().toString(),
                        ours.kind() + " \"" + ours.title() + "\"",
                        "",
                        before == null ? null : words(before),
                        words(ours),
                        words(others),
                        "Both changed the " + ours.kind() + " \"" + ours.title() + "\": here it says "
                                + Decisions.quoted(words(ours)) + ", in the source " + Decisions.quoted(words(others))
                                + ".",
                        false);
                merged.put(key, choice == Choice.THEIRS ? others : ours);
            }
        });
        there.forEach((key, others) -> {
            @Nullable Definition before = was.get(key);
            if (!here.containsKey(key)
                    && (before == null || !before.says().equals(others.says()) || needed.test(others))) {
                merged.put(key, others);
            }
        });
        return merged;
    }

    private static String words(Definition one) {
        return one.says().stream()
                .filter(said -> said.text() != null)
                .map(said -> said.property() + ": " + said.text())
                .collect(Collectors.joining("; "));
    }
}
