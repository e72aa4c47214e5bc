package org.throughline.server.talent.web;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.matching.ranking.RequirementMatch;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.records.Consents;
import org.throughline.server.talent.LearnerWorth;
import org.throughline.server.talent.RequirementExplained;

/** What a record is worth: the learner's side of every match. */
@Controller
class WorthPages {
    private final LearnerWorth worth;
    private final Organizations organizations;
    private final Consents consents;
    private final CurrentPerson current;

    WorthPages(LearnerWorth worth, Organizations organizations, Consents consents, CurrentPerson current) {
        this.worth = worth;
        this.organizations = organizations;
        this.consents = consents;
        this.current = current;
    }

    @GetMapping("/record/worth")
    ModelAndView worth() {
        SignedIn person = current.require();
        Consents.ConsentState state = consents.of(person.id());
        List<WorthPage.Need> needs =
                worth.of(person.id()).stream().map(this::need).toList();
        return new ModelAndView(
                "talent/worth",
                Map.of(
                        "page",
                        new WorthPage(
                                needs,
                                state.allEmployers() || !state.employers().isEmpty())));
    }

    private WorthPage.Need need(LearnerWorth.Worth worth) {
        return new WorthPage.Need(
                worth.need().title(),
                "/needs/" + worth.need().id(),
                name(worth.need().employer()),
                Numbers.count(worth.need().openings(), "opening", "openings"),
                Numbers.percent(worth.match().score()),
                Words.score(worth.match().score()),
                worth.match().meetsAllRequired()
                        ? StateView.good("You meet all that is required")
                        : StateView.unsure("Something required is missing"),
                worth.match().requirements().stream()
                        .filter(r -> r.evidence() != null)
                        .map(r -> new WorthPage.Met(
                                r.label(), Words.outcome(r.outcome()), Lines.of(r, "You", ownProof(r))))
                        .toList(),
                worth.match().requirements().stream()
                        .filter(r -> r.outcome() != RequirementMatch.Outcome.MET)
                        .map(r -> new WorthPage.Missing(
                                r.label(),
                                Words.outcome(r.outcome()),
                                r.requirement().required(),
                                worth.closing().getOrDefault(r.requirement(), List.of()).stream()
                                        .map(this::closing)
                                        .toList()))
                        .toList());
    }

    private static String ownProof(RequirementExplained explained) {
        return explained.evidence() == null
                ? "/record"
                : "/record/" + explained.evidence().credential();
    }

    private WorthPage.Closing closing(AchievementDefinition achievement) {
        return new WorthPage.Closing(
                achievement.course() == null ? achievement.name() : achievement.course(),
                "/achievements/" + achievement.id(),
                name(achievement.organization()));
    }

    private String name(OrganizationId id) {
        return organizations.find(id).map(Organization::name).orElse("an organization");
    }
}
