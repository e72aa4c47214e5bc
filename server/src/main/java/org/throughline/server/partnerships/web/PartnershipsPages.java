package org.throughline.server.partnerships.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Part;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standings;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The partnerships of the asker's organizations, and founding one. */
@Controller
class PartnershipsPages {
    private final Partnerships partnerships;
    private final Organizations organizations;
    private final Standings standings;
    private final PartnershipAccess access;
    private final Heads heads;
    private final CurrentPerson current;

    PartnershipsPages(
            Partnerships partnerships,
            Organizations organizations,
            Standings standings,
            PartnershipAccess access,
            Heads heads,
            CurrentPerson current) {
        this.partnerships = partnerships;
        this.organizations = organizations;
        this.standings = standings;
        this.access = access;
        this.heads = heads;
        this.current = current;
    }

    @GetMapping("/partnerships")
    ModelAndView list() {
        SignedIn person = current.require();
        List<PartnershipsPage.Entry> entries = standings.of(access.mine(person)).stream()
                .map(o -> new PartnershipsPage.Entry(
                        o.partnership().name(),
                        "/partnerships/" + o.partnership().id(),
                        Words.of(o.stage()),
                        String.join(
                                ", ",
                                o.partnership().joined().stream()
                                        .map(Member::organization)
                                        .map(heads::name)
                                        .toList()),
                        o.settled(),
                        o.asked(),
                        o.openRound()
                                .map(r -> "Round %d, %s, due %s"
                                        .formatted(
                                                r.number(), r.name(), org.throughline.server.face.Dates.words(r.due())))
                                .orElse(null)))
                .toList();
        List<PartnershipsPage.Invitation> invitations =
                partnerships
                        .inviting(person.memberships().stream()
                                .map(m -> m.organization().id())
                                .toList())
                        .stream()
                        .map(p -> new PartnershipsPage.Invitation(
                                p.name(), heads.name(p.convener()), "/partnerships/" + p.id() + "/invitation"))
                        .toList();
        List<PartnershipsPage.Coalition> coalitions = person.in(OrganizationKind.COALITION).stream()
                .map(m -> new PartnershipsPage.Coalition(
                        m.organization().name(), "/o/" + m.organization().slug() + "/partnerships"))
                .toList();
        return new ModelAndView(
                "partnerships/list",
                Map.of(
                        "page",
                        new PartnershipsPage(
                                entries,
                                invitations,
                                coalitions,
                                !conveners(person).isEmpty())));
    }

    @GetMapping("/partnerships/new")
    ModelAndView form() {
        return form(current.require(), Set.of(), "", "", null);
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
        Map<OrganizationId, Part> asked = asked(organizations, members);
        try {
            Partnership founded =
                    partnerships.found(Partnerships.Beginning.of(name, charter, asked), convening.id(), person.id());
            redirect.addFlashAttribute(
                    "toast",
                    ToastView.of(
                            asked.isEmpty()
                                    ? "The partnership is founded."
                                    : "The partnership is founded, and %s."
                                            .formatted(Numbers.count(
                                                    asked.size(),
                                                    "organization is invited",
                                                    "organizations are invited"))));
            return new ModelAndView("redirect:/partnerships/" + founded.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT && problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            ModelAndView again = form(person, members, name, charter, problem.getMessage());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    /** The organizations with these short names, each with the part that its kind usually has. */
    static Map<OrganizationId, Part> asked(Organizations organizations, Set<String> slugs) {
        Map<OrganizationId, Part> asked = new LinkedHashMap<>();
        slugs.stream()
                .filter(slug -> !slug.isBlank())
                .map(slug -> organizations.bySlug(slug).orElseThrow(Problem::notFound))
                .sorted(java.util.Comparator.comparing(Organization::name))
                .forEach(o -> asked.put(o.id(), Part.usual(o.kind())));
        return asked;
    }

    private ModelAndView form(
            SignedIn person, Set<String> chosen, String name, String charter, @Nullable String finding) {
        List<Membership> conveners = conveners(person);
        if (conveners.isEmpty()) {
            throw PartnershipAccess.forbidden("Editors of an organization found partnerships for it.");
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
                                        .filter(o -> conveners.size() > 1
                                                || !o.id().equals(conveners
                                                        .getFirst()
                                                        .organization()
                                                        .id()))
                                        .map(o -> new Option(o.slug(), o.name(), Words.of(o.kind())))
                                        .toList(),
                                chosen,
                                name,
                                charter,
                                finding)));
    }

    private static List<Membership> conveners(SignedIn person) {
        return person.memberships().stream().filter(m -> m.hasAny(Role.EDITOR)).toList();
    }
}
