package org.throughline.caseformat.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFSubject;

/**
 * A definition or a rubric of whatever class, as far as comparing needs it.
 *
 * @param kind its class, such as {@code CFItemType}
 * @param title what it is called
 * @param value the object itself
 * @param says what it says, property by property, its last change left out
 */
record Definition(String kind, UUID identifier, String title, Object value, List<Said> says) {

    /** One property as people read it. */
    record Said(String property, @Nullable String text) {}

    static List<Definition> of(CFPackage pkg) {
        List<Definition> all = new ArrayList<>();
        CFDefinitions given = pkg.definitions();
        add(
                all,
                "CFConcept",
                given.concepts(),
                CFConcept::identifier,
                CFConcept::title,
                one -> List.of(
                        said("uri", one.uri()),
                        said("title", one.title()),
                        said("hierarchyCode", one.hierarchyCode()),
                        said("keywords", one.keywords()),
                        said("description", one.description()),
                        said("extensions", one.extensions())));
        add(
                all,
                "CFSubject",
                given.subjects(),
                CFSubject::identifier,
                CFSubject::title,
                one -> List.of(
                        said("uri", one.uri()),
                        said("title", one.title()),
                        said("hierarchyCode", one.hierarchyCode()),
                        said("description", one.description()),
                        said("extensions", one.extensions())));
        add(
                all,
                "CFLicense",
                given.licenses(),
                CFLicense::identifier,
                CFLicense::title,
                one -> List.of(
                        said("uri", one.uri()),
                        said("title", one.title()),
                        said("licenseText", one.licenseText()),
                        said("description", one.description()),
                        said("extensions", one.extensions())));
        add(
                all,
                "CFItemType",
                given.itemTypes(),
                CFItemType::identifier,
                CFItemType::title,
                one -> List.of(
                        said("uri", one.uri()),
                        said("title", one.title()),
                        said("description", one.description()),
                        said("hierarchyCode", one.hierarchyCode()),
                        said("typeCode", one.typeCode()),
                        said("extensions", one.extensions())));
        add(
                all,
                "CFAssociationGrouping",
                given.associationGroupings(),
                CFAssociationGrouping::identifier,
                CFAssociationGrouping::title,
                one -> List.of(
                        said("uri", one.uri()),
                        said("title", one.title()),
                        said("description", one.description()),
                        said("extensions", one.extensions())));
        add(
                all,
                "CFRubric",
                pkg.rubrics(),
                CFRubric::identifier,
                one -> one.title() == null ? "" : one.title(),
                Definition::rubric);
        return all;
    }

    private static List<Said> rubric(CFRubric rubric) {
        List<Said> says = new ArrayList<>(List.of(
                said("uri", rubric.uri()),
                said("title", rubric.title()),
                said("description", rubric.description()),
                said("extensions", rubric.extensions())));
        rubric.criteria().forEach(criterion -> {
            String at = "criterion " + criterion.identifier();
            says.add(said(
                    at,
                    join(
                            criterion.category(),
                            criterion.description(),
                            criterion.CFItemURI(),
                            criterion.weight(),
                            criterion.position(),
                            criterion.extensions())));
            criterion
                    .levels()
                    .forEach(level -> says.add(said(
                            "level " + level.identifier(),
                            join(
                                    level.quality(),
                                    level.score(),
                                    level.description(),
                                    level.feedback(),
                                    level.position(),
                                    level.extensions()))));
        });
        return says;
    }

    private static String join(@Nullable Object... values) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Object value : values) {
            @Nullable String shown = Property.shown(value);
            if (shown != null) {
                text.append(text.isEmpty() ? "" : " · ").append(shown);
            }
        }
        return text.toString();
    }

    private static Said said(String property, @Nullable Object value) {
        return new Said(property, Property.shown(value));
    }

    private static <T> void add(
            List<Definition> all,
            String kind,
            List<T> values,
            Function<T, UUID> identifier,
            Function<T, String> title,
            Function<T, List<Said>> says) {
        values.forEach(
                one -> all.add(new Definition(kind, identifier.apply(one), title.apply(one), one, says.apply(one))));
    }

    String key() {
        return kind + " " + identifier;
    }
}
