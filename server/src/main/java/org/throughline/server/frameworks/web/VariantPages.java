package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Branch;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Derives local variants of frameworks. What their sources change later is taken along in the room above, where drafts are. */
@Controller
class VariantPages {
    private static final int MOST_BRANCHES = 200;

    private final Variants variants;
    private final Frameworks frameworks;
    private final Mirrors mirrors;
    private final Organizations organizations;
    private final CurrentPerson current;
    private final FrameworkAccess access;

    VariantPages(
            Variants variants,
            Frameworks frameworks,
            Mirrors mirrors,
            Organizations organizations,
            CurrentPerson current,
            FrameworkAccess access) {
        this.variants = variants;
        this.frameworks = frameworks;
        this.mirrors = mirrors;
        this.organizations = organizations;
        this.current = current;
        this.access = access;
    }

    @GetMapping("/frameworks/{id}/variants")
    ModelAndView all(@PathVariable UUID id) {
        current.require();
        return all(access.require(id), null);
    }

    @PostMapping("/frameworks/{id}/variants")
    ModelAndView derive(
            @PathVariable UUID id,
            @RequestParam UUID organization,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") List<UUID> branch,
            RedirectAttributes redirect) {
        current.require();
        Framework source = access.require(id);
        OrganizationId owner = new OrganizationId(organization);
        SignedIn person = current.require(owner, Role.EDITOR);
        try {
            FrameworkId made = variants.derive(
                    source,
                    owner,
                    organizations.find(owner).map(Organization::name).orElseThrow(Problem::notFound),
                    title,
                    Set.copyOf(branch),
                    person.id());
            redirect.addFlashAttribute(
                    "toast", ToastView.of("The variant is yours. Only members of your organization see it so far."));
            return new ModelAndView("redirect:/frameworks/" + made);
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return all(source, problem.getMessage());
        }
    }

    private ModelAndView all(Framework source, @Nullable String error) {
        List<Membership> importing = access.importing();
        if (importing.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Deriving a variant needs the role of editor or owner in an organization.");
        }
        Optional<Mirror> mirror = mirrors.as(source.id());
        return new ModelAndView(
                "frameworks/variants",
                Map.of(
                        "page",
                        new VariantPage(
                                source.title(),
                                "/frameworks/" + source.id(),
                                importing.stream()
                                        .map(m -> Option.of(
                                                m.organization().id().toString(),
                                                m.organization().name()))
                                        .toList(),
                                source.title() + ", local variant",
                                branches(source),
                                mirror.map(m -> "It comes from %s. %s"
                                                .formatted(m.address(), MirrorPages.licenceWords(m.licence())))
                                        .orElse(
                                                "Its licence goes along with the copy; look whether it allows changes."),
                                variants.derivedFrom(source.id()).stream()
                                        .filter(framework -> framework.isOpenTo(current.find()))
                                        .map(framework -> new FrameworkPage.Named(
                                                framework.title(),
                                                null,
                                                "/frameworks/" + framework.id(),
                                                framework.creator()))
                                        .toList(),
                                error)));
    }

    /** The first two levels, as far as people can choose from. */
    private List<Option> branches(Framework source) {
        List<Option> options = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (Branch top :
                frameworks.children(source.id(), null, 0, MOST_BRANCHES + 1).items()) {
            if (seen.add(top.item().identifier())) {
                options.add(new Option(
                        top.item().identifier().toString(), top.item().label(), below(top.children())));
            }
        }
        return options.size() > MOST_BRANCHES ? List.of() : options;
    }

    private static @Nullable String below(int children) {
        return children == 0
                ? null
                : "with " + Numbers.count(children, "statement right below", "statements right below");
    }
}
