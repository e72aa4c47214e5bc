package org.throughline.server.partnerships.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Coverage;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.PartnershipId;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Partnerships for the people of their members. A partnership of others does not exist for a reader. */
@Controller
class PartnershipsPages {
    private final Partnerships partnerships;
    private final Organizations organizations;
    private final Frameworks frameworks;
    private final Crosswalks crosswalks;
    private final CurrentPerson current;

    PartnershipsPages(
            Partnerships partnerships,
            Organizations organizations,
            Frameworks frameworks,
            Crosswalks crosswalks,
            CurrentPerson current) {
        this.partnerships = partnerships;
        this.organizations = organizations;
        this.frameworks = frameworks;
        this.crosswalks = crosswalks;
        this.current = current;
    }

    @GetMapping("/partnerships")
    ModelAndView list() {
        SignedIn person = current.require();
        List<PartnershipsPage.Entry> entries = partnerships.of(organizationsOf(person)).stream()
                .map(p -> new PartnershipsPage.Entry(
                        p.name(),
                        "/partnerships/" + p.id(),
                        String.join(", ", p.members().stream().map(this::name).toList()),
                        Numbers.count(p.frameworks().size(), "framework", "frameworks") + ", "
                                + Numbers.count(p.crosswalks().size(), "crosswalk", "crosswalks")))
                .toList();
        return new ModelAndView(
                "partnerships/list",
                Map.of("page", new PartnershipsPage(entries, !conveners(person).isEmpty())));
    }

    @GetMapping("/partnerships/new")
    ModelAndView form() {
        SignedIn person = current.require();
        return form(person, Set.of(), "", "", null);
    }

    @PostMapping("/partnerships")
    ModelAndView found(
            @RequestParam String convener,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String charter,
            @RequestParam(defaultValue = "") Set<String> members,
            RedirectAttributes redirect) {
        Organization convening = organizations.bySlug(convener).orElseThrow(Problem::notFound);
        SignedIn person = current.require(convening.id(), Role.EDITOR);
        try {
            Partnership founded = partnerships.found(
                    name,
                    charter,
                    convening.id(),
                    members.stream()
                            .map(slug -> organizations.bySlug(slug).orElseThrow(Problem::notFound))
                            .map(Organization::id)
                            .toList(),
                    person.id());
            redirect.addFlashAttribute("toast", new ToastView("The partnership is founded.", null));
            return new ModelAndView("redirect:/partnerships/" + founded.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT && problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            ModelAndView again = form(person, members, name, charter, problem.getMessage());
            again.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return again;
        }
    }

    @GetMapping("/partnerships/{id}")
    ModelAndView one(@PathVariable UUID id) {
        SignedIn person = current.require();
        Partnership partnership = mine(id, person);
        return new ModelAndView("partnerships/one", Map.of("page", page(partnership, mayWiden(partnership, person))));
    }

    @PostMapping("/partnerships/{id}/scope")
    ModelAndView scope(
            @PathVariable UUID id,
            @RequestParam Optional<UUID> framework,
            @RequestParam Optional<UUID> crosswalk,
            RedirectAttributes redirect) {
        SignedIn person = current.require();
        Partnership partnership = mine(id, person);
        if (!mayWiden(partnership, person)) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Editors of the members bring frameworks and crosswalks into scope.");
        }
        framework
                .map(FrameworkId::new)
                .filter(f -> frameworks.find(f).filter(this::isOpen).isPresent())
                .ifPresent(f -> partnerships.scope(partnership.id(), f, person.id()));
        crosswalk
                .map(CrosswalkId::new)
                .filter(c -> crosswalks.find(c).filter(this::isOpen).isPresent())
                .ifPresent(c -> partnerships.scope(partnership.id(), c, person.id()));
        redirect.addFlashAttribute("toast", new ToastView("It is in scope.", null));
        return new ModelAndView("redirect:/partnerships/" + id);
    }

    private Partnership mine(UUID id, SignedIn person) {
        return partnerships
                .find(new PartnershipId(id))
                .filter(p -> p.members().stream().anyMatch(m -> person.in(m).isPresent()))
                .orElseThrow(Problem::notFound);
    }

    private boolean isOpen(Framework framework) {
        return framework.isOpenTo(current.find());
    }

    /** A crosswalk is open when it is published, or when the reader belongs to its owner. */
    private boolean isOpen(Crosswalk crosswalk) {
        return crosswalks.isPublished(crosswalk.id())
                || current.find().flatMap(p -> p.in(crosswalk.owner())).isPresent();
    }

    private static boolean mayWiden(Partnership partnership, SignedIn person) {
        return partnership.members().stream()
                .anyMatch(
                        m -> person.in(m).filter(own -> own.hasAny(Role.EDITOR)).isPresent());
    }

    private static List<OrganizationId> organizationsOf(SignedIn person) {
        return person.memberships().stream().map(m -> m.organization().id()).toList();
    }

    private static List<Membership> conveners(SignedIn person) {
        return person.memberships().stream().filter(m -> m.hasAny(Role.EDITOR)).toList();
    }

    private ModelAndView form(
            SignedIn person, Set<String> chosen, String name, String charter, @Nullable String finding) {
        List<Membership> conveners = conveners(person);
        if (conveners.isEmpty()) {
            throw new Problem(ProblemType.FORBIDDEN, "Owners and editors of an organization found partnerships.");
        }
        return new ModelAndView(
                "partnerships/new",
                Map.of(
                        "page",
                        new FoundingForm(
                                conveners.stream()
                                        .map(m -> Option.of(
                                                m.organization().slug(),
                                                m.organization().name()))
                                        .toList(),
                                organizations.all().stream()
                                        .map(o -> new Option(o.slug(), o.name(), kind(o)))
                                        .toList(),
                                chosen,
                                name,
                                charter,
                                finding)));
    }

    private PartnershipPage page(Partnership partnership, boolean mayWiden) {
        Map<CrosswalkId, Coverage> coverage = new LinkedHashMap<>();
        partnership.crosswalks().forEach(c -> coverage.put(c, crosswalks.coverage(c)));
        return new PartnershipPage(
                partnership.name(),
                partnership.charter(),
                Dates.day(partnership.foundedAt()),
                partnership.members().stream()
                        .map(m -> member(partnership, m, coverage))
                        .toList(),
                partnership.frameworks().stream()
                        .flatMap(f -> frameworks.find(f).stream())
                        .map(f -> new PartnershipPage.Scoped(
                                f.title(),
                                "/frameworks/" + f.id(),
                                f.creator(),
                                Numbers.count(f.items(), "competency", "competencies")))
                        .toList(),
                coverage.values().stream().map(PartnershipsPages::crosswalk).toList(),
                frameworks.all().stream()
                        .filter(f -> !partnership.frameworks().contains(f.id()) && isOpen(f))
                        .map(f -> Option.of(f.id().toString(), f.title()))
                        .toList(),
                crosswalks.all().stream()
                        .filter(c -> !partnership.crosswalks().contains(c.id()) && isOpen(c))
                        .map(c -> Option.of(c.id().toString(), c.title()))
                        .toList(),
                "/partnerships/" + partnership.id() + "/scope",
                mayWiden);
    }

    private static PartnershipPage.Crosswalk crosswalk(Coverage coverage) {
        int all = coverage.requirements().size();
        Crosswalk crosswalk = coverage.crosswalk();
        return new PartnershipPage.Crosswalk(
                crosswalk.title(),
                "/crosswalks/" + crosswalk.id(),
                "/crosswalks/" + crosswalk.id() + "/coverage",
                coverage.covered(),
                all,
                coverage.covered() == all ? StateView.good("Covered") : StateView.active("In progress"));
    }

    private PartnershipPage.Member member(
            Partnership partnership, OrganizationId id, Map<CrosswalkId, Coverage> coverage) {
        Optional<Organization> organization = organizations.find(id);
        List<String> toDo = new ArrayList<>();
        List<FrameworkId> own = partnership.frameworks().stream()
                .filter(f -> frameworks
                        .find(f)
                        .map(Framework::owner)
                        .filter(id::equals)
                        .isPresent())
                .toList();
        if (own.isEmpty()) {
            toDo.add("Bring a framework into scope");
        }
        coverage.values().stream()
                .filter(c -> own.contains(c.crosswalk().requirements())
                        || own.contains(c.crosswalk().outcomes()))
                .filter(c -> c.covered() < c.requirements().size())
                .forEach(c ->
                        toDo.add(Numbers.count(c.requirements().size() - c.covered(), "requirement", "requirements")
                                + " without an alignment in “" + c.crosswalk().title() + "”"));
        return new PartnershipPage.Member(
                organization.map(Organization::name).orElse("An organization"),
                organization.map(o -> "/o/" + o.slug()).orElse("/"),
                organization.map(PartnershipsPages::kind).orElse("")
                        + (Objects.equals(id, partnership.convener()) ? ", convener" : ""),
                toDo);
    }

    private static String kind(Organization organization) {
        return switch (organization.kind()) {
            case EDUCATOR -> "Educator";
            case EMPLOYER -> "Employer";
            case COALITION -> "Coalition";
            case AGENCY -> "Agency";
        };
    }

    private String name(OrganizationId id) {
        return organizations.find(id).map(Organization::name).orElse("an organization");
    }
}
