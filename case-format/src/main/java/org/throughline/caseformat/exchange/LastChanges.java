package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFSubject;

/**
 * The dates of a framework that was read again: what says the same as before keeps the date it had, what is new or says something
 * else is dated now, and the document with it (CASE 1.1 implementation guide 4.3: consumers poll the document's date).
 */
public final class LastChanges {

    private final Instant asOf;
    private boolean changed;

    private LastChanges(Instant asOf) {
        this.asOf = asOf;
    }

    /**
     * The package with the dates of the one that stands.
     *
     * @param read the package as it was read
     * @param standing the framework as it stands
     * @param asOf the date of what changed; one that was read stays where it is later than the standing one
     */
    public static CFPackage carriedOver(CFPackage read, CFPackage standing, Instant asOf) {
        return new LastChanges(asOf).carried(read, standing);
    }

    private CFPackage carried(CFPackage read, CFPackage standing) {
        List<CFItem> items = each(
                read.items(),
                standing.items(),
                CFItem::identifier,
                CFItem::lastChangeDateTime,
                (item, at) -> item.toBuilder().lastChangeDateTime(at).build());
        List<CFAssociation> associations = each(
                read.associations(),
                standing.associations(),
                CFAssociation::identifier,
                CFAssociation::lastChangeDateTime,
                (association, at) ->
                        association.toBuilder().lastChangeDateTime(at).build());
        CFDefinitions definitions = definitions(read.definitions(), standing.definitions());
        List<CFRubric> rubrics = each(
                read.rubrics(),
                standing.rubrics(),
                CFRubric::identifier,
                CFRubric::lastChangeDateTime,
                (rubric, at) -> new CFRubric(
                        rubric.identifier(),
                        rubric.uri(),
                        at,
                        rubric.title(),
                        rubric.description(),
                        rubric.criteria(),
                        rubric.extensions()));
        changed |= !read.extensions().equals(standing.extensions());
        return new CFPackage(
                document(read.document(), standing.document()),
                items,
                associations,
                definitions,
                rubrics,
                read.extensions());
    }

    private CFDefinitions definitions(CFDefinitions read, CFDefinitions standing) {
        changed |= !read.extensions().equals(standing.extensions());
        return new CFDefinitions(
                each(
                        read.concepts(),
                        standing.concepts(),
                        CFConcept::identifier,
                        CFConcept::lastChangeDateTime,
                        (one, at) -> new CFConcept(
                                one.identifier(),
                                one.uri(),
                                one.title(),
                                one.hierarchyCode(),
                                at,
                                one.keywords(),
                                one.description(),
                                one.extensions())),
                each(
                        read.subjects(),
                        standing.subjects(),
                        CFSubject::identifier,
                        CFSubject::lastChangeDateTime,
                        (one, at) -> new CFSubject(
                                one.identifier(),
                                one.uri(),
                                one.title(),
                                one.hierarchyCode(),
                                at,
                                one.description(),
                                one.extensions())),
                each(
                        read.licenses(),
                        standing.licenses(),
                        CFLicense::identifier,
                        CFLicense::lastChangeDateTime,
                        (one, at) -> new CFLicense(
                                one.identifier(),
                                one.uri(),
                                one.title(),
                                one.licenseText(),
                                at,
                                one.description(),
                                one.extensions())),
                each(
                        read.itemTypes(),
                        standing.itemTypes(),
                        CFItemType::identifier,
                        CFItemType::lastChangeDateTime,
                        (one, at) -> new CFItemType(
                                one.identifier(),
                                one.uri(),
                                one.title(),
                                one.description(),
                                one.hierarchyCode(),
                                at,
                                one.typeCode(),
                                one.extensions())),
                each(
                        read.associationGroupings(),
                        standing.associationGroupings(),
                        CFAssociationGrouping::identifier,
                        CFAssociationGrouping::lastChangeDateTime,
                        (one, at) -> new CFAssociationGrouping(
                                one.identifier(), one.uri(), one.title(), at, one.description(), one.extensions())),
                read.extensions());
    }

    private <T> List<T> each(
            List<T> read,
            List<T> standing,
            Function<T, UUID> identity,
            Function<T, Instant> date,
            BiFunction<T, Instant, T> dated) {
        Map<UUID, T> before = new HashMap<>();
        standing.forEach(one -> before.put(identity.apply(one), one));
        List<T> carried = new ArrayList<>(read.size());
        int met = 0;
        for (T one : read) {
            @Nullable T old = before.get(identity.apply(one));
            met += old == null ? 0 : 1;
            carried.add(old == null ? fresh(one) : carried(one, old, date, dated));
        }
        changed |= met < before.size();
        return carried;
    }

    private <T> T fresh(T one) {
        changed = true;
        return one;
    }

    private <T> T carried(T one, T old, Function<T, Instant> date, BiFunction<T, Instant, T> dated) {
        if (dated.apply(one, date.apply(old)).equals(old)) {
            return old;
        }
        changed = true;
        return date.apply(one).isAfter(date.apply(old)) ? one : dated.apply(one, asOf);
    }

    private CFDocument document(CFDocument read, CFDocument standing) {
        boolean same = read.toBuilder()
                .lastChangeDateTime(standing.lastChangeDateTime())
                .build()
                .equals(standing);
        if (same && !changed) {
            return standing;
        }
        return read.lastChangeDateTime().isAfter(standing.lastChangeDateTime())
                ? read
                : read.toBuilder().lastChangeDateTime(asOf).build();
    }
}
