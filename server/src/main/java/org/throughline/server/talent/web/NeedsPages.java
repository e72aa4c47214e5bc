package org.throughline.server.talent.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.JobProfileDraft;
import org.throughline.server.talent.JobProfileId;
import org.throughline.server.talent.JobProfiles;
import org.throughline.server.talent.JobRequirement;
import org.throughline.server.talent.JobRequirementGroup;
import org.throughline.server.talent.Sourcing;

/** Talent needs: the list, one need, and the form that states it. */
@Controller
class NeedsPages {
    private static final Role[] MAY_STATE = {Role.EDITOR, Role.RECRUITER};

    private final JobProfiles profiles;
    private final Sourcing sourcing;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final CurrentPerson current;
    private final NeedForms forms;

    NeedsPages(
            JobProfiles profiles,
            Sourcing sourcing,
            Frameworks frameworks,
            Organizations organizations,
            CurrentPerson current,
            NeedForms forms) {
        this.profiles = profiles;
        this.sourcing = sourcing;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.current = current;
        this.forms = forms;
    }

    @GetMapping("/needs")
    ModelAndView list() {
        List<Membership> employers = current.find().map(NeedsPages::employers).orElse(List.of());
        List<NeedsPage.Entry> own = new ArrayList<>();
        for (Membership employer : employers) {
            profiles.of(employer.organization().id())
                    .forEach(p -> own.add(entry(p, employer.organization().name(), true)));
        }
        List<NeedsPage.Entry> others = profiles.published().stream()
                .filter(p ->
                        employers.stream().noneMatch(m -> m.organization().id().equals(p.employer())))
                .map(p -> entry(p, employerName(p), false))
                .toList();
        return new ModelAndView("talent/needs", Map.of("page", new NeedsPage(own, others, !employers.isEmpty())));
    }

    /**
     * The empty form.
     *
     * @param item competencies that are asked for already, as when they were found in a job description
     */
    @GetMapping("/needs/new")
    ModelAndView blank(@RequestParam Optional<UUID> framework, @RequestParam(defaultValue = "") List<UUID> item) {
        List<Membership> employers = mayState();
        return new ModelAndView(
                "talent/form",
                Map.of(
                        "page",
                        forms.blank(employers, framework.map(FrameworkId::new).orElse(null), item)));
    }

    @PostMapping("/needs")
    ModelAndView state(@RequestParam MultiValueMap<String, String> form, RedirectAttributes redirect) {
        Organization employer = organizations
                .bySlug(Optional.ofNullable(form.getFirst("employer")).orElse(""))
                .orElseThrow(Problem::notFound);
        SignedIn person = current.require(employer.id(), MAY_STATE);
        JobProfileDraft draft = forms.draft(form);
        try {
            JobProfile stated = profiles.state(employer.id(), draft, person.id());
            redirect.addFlashAttribute("toast", new ToastView("The need is saved.", null));
            return new ModelAndView("redirect:/needs/" + stated.id());
        } catch (Problem problem) {
            return again("/needs", null, draft, form, problem);
        }
    }

    @GetMapping("/needs/{id}")
    ModelAndView one(@PathVariable UUID id) {
        JobProfile profile = visible(id);
        boolean member = current.find().flatMap(p -> p.in(profile.employer())).isPresent();
        boolean recruits = recruits(profile);
        return new ModelAndView("talent/need", Map.of("page", page(profile, member, recruits)));
    }

    @GetMapping("/needs/{id}/edit")
    ModelAndView edit(@PathVariable UUID id, @RequestParam Optional<UUID> framework) {
        JobProfile profile = profiles.find(new JobProfileId(id)).orElseThrow(Problem::notFound);
        current.require(profile.employer(), MAY_STATE);
        JobProfileDraft draft = new JobProfileDraft(
                profile.title(),
                profile.description(),
                profile.location(),
                profile.openings(),
                profile.published(),
                profile.groups());
        return new ModelAndView(
                "talent/form",
                Map.of(
                        "page",
                        forms.filled(
                                "/needs/" + id,
                                profile,
                                List.of(),
                                framework.map(FrameworkId::new).orElse(null),
                                draft,
                                List.of())));
    }

    @PostMapping("/needs/{id}")
    ModelAndView restate(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, RedirectAttributes redirect) {
        JobProfile profile = profiles.find(new JobProfileId(id)).orElseThrow(Problem::notFound);
        SignedIn person = current.require(profile.employer(), MAY_STATE);
        JobProfileDraft draft = forms.draft(form);
        try {
            JobProfile stated = profiles.restate(profile.id(), draft, person.id());
            redirect.addFlashAttribute("toast", new ToastView("Saved as version " + stated.version() + ".", null));
            return new ModelAndView("redirect:/needs/" + stated.id());
        } catch (Problem problem) {
            return again("/needs/" + id, profile, draft, form, problem);
        }
    }

    /** The form's live count: how many consenting people meet what is required right now. */
    @Limited(Act.SEARCH)
    @PostMapping("/needs/count")
    ModelAndView count(@RequestParam MultiValueMap<String, String> form) {
        Organization employer = organizations
                .bySlug(Optional.ofNullable(form.getFirst("employer")).orElse(""))
                .orElseThrow(Problem::notFound);
        current.require(employer.id(), Role.RECRUITER);
        if (employer.kind() != OrganizationKind.EMPLOYER) {
            throw Problem.notFound();
        }
        JobProfileDraft draft = forms.draft(form);
        String words = draft.groups().isEmpty()
                ? "Choose at least one competency."
                : meeting(sourcing.meetingAllRequired(JobProfile.of(employer.id(), draft)));
        return new ModelAndView("talent/count", Map.of("words", words));
    }

    private ModelAndView again(
            String action,
            @Nullable JobProfile profile,
            JobProfileDraft draft,
            MultiValueMap<String, String> form,
            Problem problem) {
        if (problem.type() != ProblemType.BAD_INPUT) {
            throw problem;
        }
        FrameworkId framework = Optional.ofNullable(form.getFirst("framework"))
                .filter(f -> !f.isBlank())
                .map(NeedsPages::frameworkId)
                .orElse(null);
        ModelAndView page = new ModelAndView(
                "talent/form",
                Map.of(
                        "page",
                        forms.filled(
                                action,
                                profile,
                                profile == null ? mayState() : List.of(),
                                framework,
                                draft,
                                problem.findings())));
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private static FrameworkId frameworkId(String text) {
        try {
            return new FrameworkId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    ProblemType.MALFORMED, "The form names a framework by something else than its identifier.");
        }
    }

    private JobProfile visible(UUID id) {
        JobProfile profile = profiles.find(new JobProfileId(id)).orElseThrow(Problem::notFound);
        boolean member = current.find().flatMap(p -> p.in(profile.employer())).isPresent();
        if (!profile.published() && !member) {
            throw Problem.notFound();
        }
        return profile;
    }

    private boolean recruits(JobProfile profile) {
        return current.find()
                .flatMap(p -> p.in(profile.employer()))
                .filter(m -> m.hasAny(Role.RECRUITER))
                .isPresent();
    }

    private boolean mayChange(JobProfile profile) {
        return current.find()
                .flatMap(p -> p.in(profile.employer()))
                .filter(m -> m.hasAny(MAY_STATE))
                .isPresent();
    }

    private List<Membership> mayState() {
        List<Membership> employers = employers(current.require());
        if (employers.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Only editors and recruiters of an employer state talent needs. Ask its owner for the role.");
        }
        return employers;
    }

    private static List<Membership> employers(SignedIn person) {
        return person.in(OrganizationKind.EMPLOYER).stream()
                .filter(m -> m.hasAny(MAY_STATE))
                .toList();
    }

    private String employerName(JobProfile profile) {
        return organizations.find(profile.employer()).map(Organization::name).orElse("An employer");
    }

    private NeedsPage.Entry entry(JobProfile profile, String employer, boolean own) {
        long required =
                profile.requirements().stream().filter(JobRequirement::required).count();
        int all = profile.requirements().size();
        return new NeedsPage.Entry(
                profile.title(),
                "/needs/" + profile.id(),
                employer,
                profile.location(),
                Numbers.count(profile.openings(), "opening", "openings"),
                Numbers.count(all, "competency", "competencies") + ", " + required + " required",
                profile.published() ? StateView.good("Published") : StateView.active("Draft"),
                own && recruits(profile) ? "/needs/" + profile.id() + "/people" : null);
    }

    private NeedPage page(JobProfile profile, boolean member, boolean recruits) {
        Map<ItemUri, FrameworkItem> items = frameworks.items(
                profile.requirements().stream().map(JobRequirement::item).toList());
        return new NeedPage(
                profile.title(),
                employerName(profile),
                profile.description(),
                profile.location(),
                Numbers.count(profile.openings(), "opening", "openings"),
                Dates.day(profile.statedAt()),
                profile.version(),
                profile.published(),
                profile.groups().stream().map(g -> group(g, items)).toList(),
                mayChange(profile) ? "/needs/" + profile.id() + "/edit" : null,
                recruits ? "/needs/" + profile.id() + "/people" : null,
                current.find().isPresent() && !member ? "/record/worth" : null,
                recruits ? meeting(sourcing.meetingAllRequired(profile)) : null);
    }

    static String meeting(int people) {
        if (people == 0) {
            return "Nobody who agreed to be found meets everything that is required yet.";
        }
        String many = Numbers.people(people); // a small number, asked again and again, would tell of single people
        return many.substring(0, 1).toUpperCase(Locale.ROOT) + many.substring(1)
                + " people who agreed to be found meet everything that is required.";
    }

    private static NeedPage.Group group(JobRequirementGroup group, Map<ItemUri, FrameworkItem> items) {
        String rule = switch (group.rule()) {
            case SINGLE -> "";
            case ALL_OF -> "all of these";
            case ANY_OF -> "any " + Words.count(group.count()) + " of these";
        };
        return new NeedPage.Group(
                group.label(),
                rule,
                group.requirements().stream().map(r -> requirement(r, items)).toList());
    }

    private static NeedPage.Requirement requirement(JobRequirement requirement, Map<ItemUri, FrameworkItem> items) {
        FrameworkItem item = items.get(requirement.item());
        return new NeedPage.Requirement(
                item == null ? requirement.item().value() : item.label(),
                item == null ? requirement.item().value() : "/uri/" + item.identifier(),
                item == null ? "" : item.frameworkTitle(),
                requirement.required(),
                Words.importance(requirement.importance()),
                Words.level(requirement.level()));
    }
}
