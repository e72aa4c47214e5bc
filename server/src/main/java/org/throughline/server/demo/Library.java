package org.throughline.server.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Decision;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.Voice;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.shared.ItemUri;

/** The frameworks of the story, and what its people decided in the crosswalks between them. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Library {
    private static final int FIRST_SUGGESTIONS = 5;
    private static final String PROGRAMME = "electric-power-technology";

    private final Cast cast;
    private final FrameworkImport imports;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;

    Library(Cast cast, FrameworkImport imports, Frameworks frameworks, Crosswalks crosswalks) {
        this.cast = cast;
        this.imports = imports;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
    }

    /** Brings in the frameworks of those who are here from the beginning, through the import that everybody uses. */
    String shelve() {
        List<FrameworkImportOutcome> outcomes = List.of(
                shelve(PROGRAMME, FrameworkKind.OUTCOMES, cast.college(), cast.educator()),
                shelve("substation-technician", FrameworkKind.JOB_ROLE, cast.utility(), cast.employer()),
                shelve("line-installer-apprentice", FrameworkKind.JOB_ROLE, cast.utility(), cast.employer()));
        return outcomes.size() + " frameworks, "
                + outcomes.stream().mapToInt(FrameworkImportOutcome::items).sum() + " items, "
                + outcomes.stream()
                        .mapToInt(FrameworkImportOutcome::associations)
                        .sum()
                + " associations, "
                + outcomes.stream().mapToInt(o -> o.findings().size()).sum() + " findings";
    }

    /** The employer that came by a letter brings its job role. */
    String bring() {
        FrameworkImportOutcome role =
                shelve("solar-field-technician", FrameworkKind.JOB_ROLE, cast.solar(), cast.secondEmployer());
        return "its job role (" + role.items() + " items)";
    }

    private FrameworkImportOutcome shelve(String name, FrameworkKind kind, Organization owner, Person by) {
        String file = name + ".case.json";
        return imports.importCase(owner.id(), Resources.bytes("frameworks/" + file), file, kind, true, by.id());
    }

    /** In the partnership's crosswalk from each job role to the programme the engine suggests, and people of both sides decide. */
    String align() {
        Map<String, ItemUri> outcomes = byCode(programme());
        List<Map<String, String>> decisions = Resources.tsv("decisions.tsv");
        int suggested = 0;
        int accepted = 0;
        int rejected = 0;
        int amongFirst = 0;
        for (Organization employer : cast.employers()) {
            Person by = employer.equals(cast.solar()) ? cast.fieldLead() : cast.foreman();
            for (Framework role : owned(employer)) {
                Crosswalk crosswalk = all().stream()
                        .filter(c -> c.requirements().equals(role.id()))
                        .findFirst()
                        .orElseThrow();
                Map<String, ItemUri> requirements = byCode(role);
                Map<ItemUri, List<ItemUri>> first = new HashMap<>();
                for (ItemUri requirement : requirements.values()) {
                    List<SuggestedAlignment> suggestions = crosswalks.suggestions(crosswalk.id(), requirement);
                    suggested += suggestions.size();
                    first.put(
                            requirement,
                            suggestions.stream()
                                    .limit(FIRST_SUGGESTIONS)
                                    .map(SuggestedAlignment::outcome)
                                    .toList());
                }
                crosswalks.publish(crosswalk.id(), cast.convener().id());
                for (Map<String, String> decision : decisions) {
                    ItemUri requirement = requirements.get(decision.get("requirement"));
                    if (requirement == null) {
                        continue;
                    }
                    ItemUri outcome = Optional.ofNullable(outcomes.get(decision.get("outcome")))
                            .orElseThrow();
                    String type = Optional.ofNullable(decision.get("decision")).orElseThrow();
                    String reason = Optional.ofNullable(decision.get("reason")).orElse("");
                    Voice who = accepted % 2 == 0
                            ? new Voice(employer.id(), by.id())
                            : new Voice(cast.college().id(), cast.instructor().id());
                    if (type.equals("rejected")) {
                        crosswalks.reject(crosswalk.id(), requirement, outcome, reason, who);
                        rejected++;
                    } else {
                        crosswalks.accept(crosswalk.id(), requirement, outcome, type, reason, who);
                        accepted++;
                        amongFirst += first.getOrDefault(requirement, List.of()).contains(outcome) ? 1 : 0;
                    }
                }
            }
        }
        return suggested + " pairs suggested; " + accepted + " accepted (" + amongFirst
                + " of them stood among the first " + FIRST_SUGGESTIONS + " suggestions), " + rejected + " rejected";
    }

    /** Twice the college and the utility see a pair differently: the convener settles one, the other is still open. */
    String disagree() {
        Crosswalk crosswalk = crosswalk("Substation Technician");
        Chosen defects = chosen(crosswalk, "NPP-SUB.2.1", "EPT.3.2.1");
        say(
                crosswalk,
                defects,
                "isRelatedTo",
                "Knows the equipment; recognizing defects comes with the yard.",
                cast.utility(),
                cast.foreman());
        say(
                crosswalk,
                defects,
                "exactMatchOf",
                "Since this year students walk a yard and name what is wrong in it.",
                cast.college(),
                cast.instructor());
        if (decisions(crosswalk, defects).stream().noneMatch(Decision::resolves)) {
            crosswalks.resolve(
                    crosswalk.id(),
                    defects.requirement(),
                    defects.outcome(),
                    "isRelatedTo",
                    "Related, until a first class has been assessed in the yard. We look again in the spring.",
                    new Voice(cast.coalition().id(), cast.convener().id()));
        }
        Chosen storms = chosen(crosswalk, "NPP-SUB.6.3", "EPT.9.3.2");
        say(
                crosswalk,
                storms,
                "exactMatchOf",
                "The portfolio asks for a night in the field, in bad weather.",
                cast.college(),
                cast.instructor());
        say(
                crosswalk,
                storms,
                "isRelatedTo",
                "One night that was planned is not a call at two in the morning.",
                cast.utility(),
                cast.foreman());
        return crosswalks.disputed(crosswalk.id()).size()
                + " pairs seen differently, 1 of them settled by "
                + cast.coalition().name();
    }

    private Chosen chosen(Crosswalk crosswalk, String requirement, String outcome) {
        Framework role = frameworks.find(crosswalk.requirements()).orElseThrow();
        return new Chosen(
                Optional.ofNullable(byCode(role).get(requirement)).orElseThrow(),
                Optional.ofNullable(byCode(programme()).get(outcome)).orElseThrow());
    }

    /** A pair of which something is said. */
    private record Chosen(ItemUri requirement, ItemUri outcome) {}

    private void say(
            Crosswalk crosswalk, Chosen pair, String type, String reason, Organization organization, Person by) {
        boolean said = decisions(crosswalk, pair).stream()
                .anyMatch(one -> one.organization().equals(organization.id()) && reason.equals(one.reason()));
        if (!said) {
            crosswalks.accept(
                    crosswalk.id(),
                    pair.requirement(),
                    pair.outcome(),
                    type,
                    reason,
                    new Voice(organization.id(), by.id()));
        }
    }

    private List<Decision> decisions(Crosswalk crosswalk, Chosen pair) {
        return crosswalks.history(crosswalk.id(), pair.requirement(), pair.outcome());
    }

    /** The crosswalk from the utility's role whose title begins so. */
    Crosswalk crosswalk(String title) {
        Framework role = role(cast.utility(), title);
        return all().stream()
                .filter(one -> one.requirements().equals(role.id()))
                .findFirst()
                .orElseThrow();
    }

    /** What the crosswalks cover by now. */
    String coverage() {
        List<String> lines = new ArrayList<>();
        for (Crosswalk crosswalk : all()) {
            Coverage coverage = crosswalks.coverage(crosswalk.id());
            lines.add(coverage.covered() + " of " + coverage.requirements().size() + " ("
                    + crosswalk.title().replaceFirst(" and .*", "") + ")");
        }
        return "requirements covered: " + String.join(", ", lines);
    }

    List<Crosswalk> all() {
        Framework programme = owned(cast.college()).getFirst();
        return crosswalks.all().stream()
                .filter(c -> c.outcomes().equals(programme.id()))
                .toList();
    }

    /** A pair as a workshop asks it. */
    Workshops.Planned pair(ItemUri requirement, ItemUri outcome, String proposed) {
        return new Workshops.Planned(
                requirement, outcome, "“%s” answered by “%s”".formatted(label(requirement), label(outcome)), proposed);
    }

    private String label(ItemUri item) {
        return frameworks.item(item).map(FrameworkItem::label).orElse(item.value());
    }

    /** The job role of an employer whose title begins so. */
    Framework role(Organization employer, String title) {
        return owned(employer).stream()
                .filter(f -> f.title().startsWith(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the story has no role " + title));
    }

    Framework programme() {
        return owned(cast.college()).getFirst();
    }

    /** The items of a framework by their codes. */
    Map<String, ItemUri> byCode(Framework framework) {
        Map<String, ItemUri> items = new LinkedHashMap<>();
        for (FrameworkItem item : frameworks.items(framework.id())) {
            if (item.leaf() && item.code() != null) {
                items.put(item.code(), item.uri());
            }
        }
        return items;
    }

    private List<Framework> owned(Organization owner) {
        return frameworks.all().stream()
                .filter(f -> f.owner().equals(owner.id()))
                .toList();
    }
}
