package org.throughline.server.programs.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementEndorsements;
import org.throughline.server.programs.AchievementId;
import org.throughline.server.programs.AchievementTypes;
import org.throughline.server.programs.Achievements;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;

/** The achievements that organizations award, and one of them for everybody to read. */
@Controller
class AchievementsPages {
    private final Achievements achievements;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final CurrentPerson current;
    private final AchievementJson json;
    private final ObjectProvider<AchievementEndorsements> endorsements;

    AchievementsPages(
            Achievements achievements,
            Frameworks frameworks,
            Organizations organizations,
            CurrentPerson current,
            AchievementJson json,
            ObjectProvider<AchievementEndorsements> endorsements) {
        this.endorsements = endorsements;
        this.achievements = achievements;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.current = current;
        this.json = json;
    }

    @GetMapping("/achievements")
    ModelAndView list() {
        List<AchievementsPage.Shelf> shelves = organizations.all().stream()
                .map(organization -> new AchievementsPage.Shelf(
                        organization.name(),
                        achievements.of(organization.id()).stream()
                                .map(AchievementsPages::entry)
                                .toList()))
                .filter(shelf -> !shelf.entries().isEmpty())
                .toList();
        boolean mayDefine = current.find().map(SignedIn::memberships).orElse(List.of()).stream()
                .anyMatch(membership -> membership.hasAny(Role.EDITOR));
        return new ModelAndView("programs/list", Map.of("page", new AchievementsPage(shelves, mayDefine)));
    }

    @GetMapping(path = "/achievements/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView one(@PathVariable UUID id) {
        AchievementDefinition achievement =
                achievements.find(new AchievementId(id)).orElseThrow(Problem::notFound);
        Map<ItemUri, FrameworkItem> known = frameworks.items(achievement.alignment());
        AchievementPage page = new AchievementPage(
                achievement.name(),
                "/achievements/" + id,
                achievement.uri(),
                organizations
                        .find(achievement.organization())
                        .map(Organization::name)
                        .orElse("An organization that has left"),
                AchievementTypes.words(achievement.achievementType()),
                achievement.humanCode(),
                achievement.course(),
                achievement.description(),
                achievement
                        .criteria()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList(),
                achievement.alignment().stream()
                        .map(uri -> proven(uri, Optional.ofNullable(known.get(uri))))
                        .toList(),
                endorsed(achievement));
        return new ModelAndView("programs/achievement", Map.of("page", page));
    }

    /** The same as Open Badges 3.0 {@code Achievement}, for programs that follow a credential's {@code achievement.id}. */
    @GetMapping(
            path = "/achievements/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, "application/ld+json"})
    ResponseEntity<Map<String, Object>> json(@PathVariable UUID id) {
        AchievementDefinition achievement =
                achievements.find(new AchievementId(id)).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(json.of(
                        achievement,
                        endorsements.stream()
                                .flatMap(room -> room.carried(achievement.id()).stream())
                                .toList()));
    }

    private List<AchievementPage.Endorsed> endorsed(AchievementDefinition achievement) {
        return endorsements.stream()
                .flatMap(room -> room.of(achievement.id()).stream())
                .map(one -> new AchievementPage.Endorsed(
                        one.by(),
                        Dates.day(one.since()),
                        one.sentence(),
                        one.comment()
                                .lines()
                                .filter(line -> line.startsWith("- "))
                                .map(line -> line.substring(2))
                                .toList(),
                        one.href(),
                        one.carried()))
                .toList();
    }

    private static AchievementsPage.Entry entry(AchievementDefinition achievement) {
        return new AchievementsPage.Entry(
                achievement.name(),
                "/achievements/" + achievement.id(),
                AchievementTypes.words(achievement.achievementType()),
                achievement.course(),
                "Proves " + Numbers.count(achievement.alignment().size(), "competency", "competencies"));
    }

    private static AchievementPage.Proven proven(ItemUri uri, Optional<FrameworkItem> item) {
        return item.map(known -> new AchievementPage.Proven(
                        known.code(), known.statement(), known.frameworkTitle(), "/uri/" + known.identifier()))
                .orElse(new AchievementPage.Proven(null, uri.value(), null, null));
    }
}
