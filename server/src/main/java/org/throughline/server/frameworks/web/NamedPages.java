package org.throughline.server.frameworks.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFRubricCriterion;
import org.throughline.caseformat.model.CFRubricCriterionLevel;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.face.Dates;
import org.throughline.server.frameworks.CaseSource.Within;
import org.throughline.server.frameworks.DefinitionKind;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.web.FrameworkPage.Fact;
import org.throughline.server.frameworks.web.FrameworkPage.Named;
import org.throughline.server.frameworks.web.NamedPage.Criterion;
import org.throughline.server.frameworks.web.NamedPage.Level;
import org.throughline.server.shared.ItemUri;

/** Tells people what an association, a definition or a rubric is. */
@Component
class NamedPages {
    private final Frameworks frameworks;

    NamedPages(Frameworks frameworks) {
        this.frameworks = frameworks;
    }

    NamedPage of(Within<CFAssociation> found) {
        CFAssociation association = found.value();
        List<Named> links = List.of(
                end(association.originNodeURI(), "this"),
                end(
                        association.destinationNodeURI(),
                        association.associationType().words()),
                document(found.document().title(), found.document().identifier()));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Type", association.associationType().wire()));
        if (association.CFAssociationGroupingURI() != null) {
            facts.add(new Fact("Group", association.CFAssociationGroupingURI().title()));
        }
        fact(facts, "Notes", association.notes());
        facts.add(new Fact("Last change", Dates.day(association.lastChangeDateTime())));
        return new NamedPage(
                "Association: " + association.associationType().words(),
                "Association",
                facts,
                links,
                List.of(),
                association.uri(),
                "/ims/case/v1p1/CFAssociations/" + association.identifier(),
                "/uri/" + association.identifier());
    }

    NamedPage of(DefinitionKind kind, UUID id, CFPackage around) {
        List<Fact> facts = new ArrayList<>();
        List<Named> links = new ArrayList<>();
        links.add(document(around.document().title(), around.document().identifier()));
        CFDefinitions all = around.definitions();
        String json = "/ims/case/v1p1/" + kind.list() + "/" + id;
        return switch (kind) {
            case CONCEPT -> {
                all.concepts().stream().skip(1).forEach(below -> links.add(below(below.title(), below.identifier())));
                var one = all.concepts().getFirst();
                fact(facts, "Code", one.hierarchyCode());
                fact(facts, "Keywords", one.keywords());
                fact(facts, "Meaning", one.description());
                yield page(one.title(), "Concept", facts, links, List.of(), one.uri(), json, id);
            }
            case SUBJECT -> {
                all.subjects().stream().skip(1).forEach(below -> links.add(below(below.title(), below.identifier())));
                var one = all.subjects().getFirst();
                fact(facts, "Code", one.hierarchyCode());
                fact(facts, "Meaning", one.description());
                yield page(one.title(), "Subject", facts, links, List.of(), one.uri(), json, id);
            }
            case ITEM_TYPE -> {
                all.itemTypes().stream().skip(1).forEach(below -> links.add(below(below.title(), below.identifier())));
                var one = all.itemTypes().getFirst();
                fact(facts, "Code", one.hierarchyCode());
                fact(facts, "Short", one.typeCode());
                fact(facts, "Meaning", one.description());
                yield page(one.title(), "Type of statements", facts, links, List.of(), one.uri(), json, id);
            }
            case LICENSE -> {
                var one = all.licenses().getFirst();
                fact(facts, "In short", one.description());
                fact(facts, "Its text", one.licenseText());
                yield page(one.title(), "Licence", facts, links, List.of(), one.uri(), json, id);
            }
            case GROUPING -> {
                var one = all.associationGroupings().getFirst();
                fact(facts, "Meaning", one.description());
                yield page(one.title(), "Group of associations", facts, links, List.of(), one.uri(), json, id);
            }
            case RUBRIC -> {
                CFRubric one = around.rubrics().getFirst();
                fact(facts, "Purpose", one.description());
                yield page(
                        Optional.ofNullable(one.title()).orElse("Rubric"),
                        "Rubric",
                        facts,
                        links,
                        one.criteria().stream().map(NamedPages::criterion).toList(),
                        one.uri(),
                        json,
                        id);
            }
        };
    }

    private static NamedPage page(
            String title,
            String kind,
            List<Fact> facts,
            List<Named> links,
            List<Criterion> criteria,
            String uri,
            String json,
            UUID id) {
        return new NamedPage(title, kind, facts, links, criteria, uri, json, "/uri/" + id);
    }

    private static Criterion criterion(CFRubricCriterion criterion) {
        String title = Optional.ofNullable(criterion.description())
                .or(() -> Optional.ofNullable(criterion.category()))
                .orElse("Criterion");
        return new Criterion(
                title, criterion.levels().stream().map(NamedPages::level).toList());
    }

    private static Level level(CFRubricCriterionLevel level) {
        return new Level(
                Optional.ofNullable(level.quality()).orElse("–"),
                Optional.ofNullable(level.description()).orElse(""),
                Optional.ofNullable(level.score())
                        .map(BigDecimal::toPlainString)
                        .orElse(""));
    }

    private Named end(LinkGenURI end, String note) {
        Optional<FrameworkItem> here = frameworks.item(new ItemUri(end.uri()));
        return new Named(
                here.map(FrameworkItem::label).orElse(end.title()),
                here.map(FrameworkItem::language).orElse(null),
                here.map(item -> "/uri/" + item.identifier()).orElse(null),
                note);
    }

    private static Named document(String title, UUID document) {
        return new Named(title, null, "/uri/" + document, "its framework");
    }

    private static Named below(String title, UUID id) {
        return new Named(title, null, "/uri/" + id, "below it");
    }

    private static void fact(List<Fact> facts, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            facts.add(new Fact(name, text));
        }
    }
}
