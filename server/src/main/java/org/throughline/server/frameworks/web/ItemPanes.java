package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.face.Dates;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.Citation;
import org.throughline.server.frameworks.FrameworkActions;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ItemLines;
import org.throughline.server.frameworks.ItemRelation;
import org.throughline.server.frameworks.ItemText;
import org.throughline.server.frameworks.web.FrameworkPage.Cited;
import org.throughline.server.frameworks.web.FrameworkPage.Fact;
import org.throughline.server.frameworks.web.FrameworkPage.ItemPane;
import org.throughline.server.frameworks.web.FrameworkPage.Named;
import org.throughline.server.organizations.CurrentPerson;

/** Gathers what is told about one item. */
@Component
class ItemPanes {
    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final List<ItemLines> lines;
    private final List<FrameworkActions> actions;
    private final CurrentPerson current;

    ItemPanes(
            Frameworks frameworks,
            CaseLibrary library,
            List<ItemLines> lines,
            List<FrameworkActions> actions,
            CurrentPerson current) {
        this.frameworks = frameworks;
        this.library = library;
        this.lines = List.copyOf(lines);
        this.actions = List.copyOf(actions);
        this.current = current;
    }

    ItemPane of(FrameworkItem item) {
        Optional<ItemText> text = library.text(item);
        List<FrameworkItem> parents = item.parents().stream()
                .flatMap(uri -> frameworks.in(item.framework(), uri).stream())
                .toList();
        return new ItemPane(
                item.code(),
                item.statement(),
                item.language(),
                "/uri/" + item.identifier(),
                item.uri().value(),
                text.map(ItemText::retired).map(Dates::day).orElse(null),
                facts(item, text),
                text.map(ItemText::notes).orElse(null),
                frameworks.path(item).stream().map(ItemPanes::inTree).toList(),
                parents.size() < 2
                        ? List.of()
                        : parents.stream().map(ItemPanes::inTree).toList(),
                library.relations(item).stream().map(this::named).toList(),
                lines.stream().flatMap(source -> source.lines(item).stream()).toList(),
                cited(frameworks.citations(item.uri())),
                actions.stream()
                        .flatMap(room -> room.with(item, current.find()).stream())
                        .toList());
    }

    static Named inTree(FrameworkItem item) {
        return new Named(
                item.label(), item.language(), "/frameworks/" + item.framework() + "?item=" + item.identifier(), null);
    }

    private static List<Fact> facts(FrameworkItem item, Optional<ItemText> text) {
        List<Fact> facts = new ArrayList<>();
        if (item.type() != null) {
            facts.add(new Fact("Type", item.type()));
        }
        if (item.level() != null) {
            facts.add(new Fact("Level", item.level()));
        }
        text.ifPresent(told -> {
            if (!told.educationLevel().isEmpty()
                    && !String.join(", ", told.educationLevel()).equals(item.level())) {
                facts.add(new Fact("Education level", String.join(", ", told.educationLevel())));
            }
            if (!told.conceptKeywords().isEmpty()) {
                facts.add(new Fact("Keywords", String.join(", ", told.conceptKeywords())));
            }
            facts.add(new Fact("This wording since", Dates.day(told.lastChange())));
        });
        return facts;
    }

    private Named named(ItemRelation relation) {
        Optional<FrameworkItem> here = frameworks.item(relation.other());
        return new Named(
                here.map(FrameworkItem::label).orElse(relation.title()),
                here.map(FrameworkItem::language).orElse(null),
                here.map(item -> "/uri/" + item.identifier()).orElse(null),
                relation.outgoing() ? "this is: " + relation.words() : "that is: " + relation.words());
    }

    private static List<Cited> cited(List<Citation> citations) {
        Map<String, List<Named>> byKind = new LinkedHashMap<>();
        citations.forEach(citation -> byKind.computeIfAbsent(kind(citation.kind()), _ -> new ArrayList<>())
                .add(new Named(citation.label(), null, citation.href(), null)));
        return byKind.entrySet().stream()
                .map(entry -> new Cited(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "achievement" -> "Achievements that prove it";
            case "alignment" -> "Crosswalks that align it";
            case "talent-need" -> "Talent needs that ask for it";
            default -> "Cited as " + kind.replace('-', ' ');
        };
    }
}
