package org.throughline.server.cocreation.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** The versions of a framework, and what is different between two of them, for whoever may see the framework. */
@Controller
class VersionPages {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})\\.\\.(\\d{1,6})");

    private final Frameworks frameworks;
    private final Versions versions;
    private final People people;
    private final CurrentPerson current;
    private final DraftTabs tabs;

    VersionPages(Frameworks frameworks, Versions versions, People people, CurrentPerson current, DraftTabs tabs) {
        this.frameworks = frameworks;
        this.versions = versions;
        this.people = people;
        this.current = current;
        this.tabs = tabs;
    }

    @GetMapping("/frameworks/{id}/versions")
    ModelAndView list(@PathVariable UUID id, @RequestParam Optional<Integer> from, @RequestParam Optional<Integer> to) {
        Framework framework = require(id);
        if (from.isPresent() && to.isPresent()) {
            return new ModelAndView("redirect:/frameworks/" + id + "/versions/" + Math.min(from.get(), to.get()) + ".."
                    + Math.max(from.get(), to.get()));
        }
        List<FrameworkVersion> visible = visible(framework);
        Map<PersonId, String> names = people.names(visible.stream()
                .flatMap(version -> Optional.ofNullable(version.by()).stream())
                .distinct()
                .toList());
        return new ModelAndView(
                "cocreation/versions",
                Map.of(
                        "page",
                        new VersionsPage(
                                framework.title(),
                                "/frameworks/" + id,
                                tabs.versions(framework.id(), current.find()),
                                visible.stream()
                                        .map(version -> row(version, names))
                                        .toList())));
    }

    @GetMapping("/frameworks/{id}/versions/{range}")
    ModelAndView difference(@PathVariable UUID id, @PathVariable String range) {
        Framework framework = require(id);
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches()) {
            throw Problem.notFound();
        }
        int from = Integer.parseInt(numbers.group(1));
        int to = Integer.parseInt(numbers.group(2));
        List<FrameworkVersion> visible = visible(framework);
        FrameworkVersion old = version(visible, from);
        FrameworkVersion now = version(visible, to);
        Versions.Pair both = versions.pkgs(framework.id(), from, to).orElseThrow(Problem::notFound);
        FrameworkDiff diff = FrameworkDiff.between(both.old(), both.now());
        return new ModelAndView(
                "cocreation/difference",
                Map.of(
                        "page",
                        new DifferencePage(
                                framework.title(),
                                "/frameworks/" + id,
                                tabs.versions(framework.id(), current.find()),
                                from,
                                to,
                                Dates.day(old.recordedAt()),
                                Dates.day(now.recordedAt()),
                                now.note().isBlank() ? null : now.note(),
                                Diffs.of(diff, Map.of(), false))));
    }

    private static FrameworkVersion version(List<FrameworkVersion> visible, int number) {
        return visible.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private Framework require(UUID id) {
        return frameworks
                .find(new FrameworkId(id))
                .filter(framework -> framework.isOpenTo(current.find()))
                .orElseThrow(Problem::notFound);
    }

    /** Members of the owner see all versions, others those that were open. */
    private List<FrameworkVersion> visible(Framework framework) {
        Optional<SignedIn> person = current.find();
        boolean member = person.flatMap(one -> one.in(framework.owner())).isPresent();
        return versions.of(framework.id()).stream()
                .filter(version -> member || version.published())
                .toList();
    }

    private VersionsPage.Row row(FrameworkVersion version, Map<PersonId, String> names) {
        @Nullable PersonId by = version.by();
        return new VersionsPage.Row(
                version.number(),
                Dates.words(version.recordedAt()),
                current.find().isEmpty() || by == null ? null : names.get(by),
                version.note().isBlank() ? null : version.note(),
                Numbers.count(version.items(), "statement", "statements"),
                version.published() ? StateView.good("Published") : StateView.active("Not published"),
                version.number() > 1 ? (version.number() - 1) + ".." + version.number() : null);
    }

    /** What strangers may reach here; the pages decide about each framework. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths versionsPublicPaths() {
            return PublicPaths.of("/frameworks/*/versions", "/frameworks/*/versions/*");
        }
    }
}
