package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Branch;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.Variant;
import org.throughline.server.frameworks.VariantMerge;
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

/** Derives local variants of frameworks, and takes along what their sources change. */
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

    @GetMapping("/frameworks/{id}/upstream")
    ModelAndView upstream(@PathVariable UUID id) {
        return upstream(require(id), null);
    }

    @PostMapping("/frameworks/{id}/upstream")
    ModelAndView take(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int sourceVersion,
            @RequestParam(defaultValue = "0") int ownVersion,
            @RequestParam Map<String, String> form,
            RedirectAttributes redirect) {
        Variant variant = require(id);
        try {
            FrameworkVersion version = variants.take(
                    variant,
                    sourceVersion,
                    ownVersion,
                    decisions(form),
                    current.require().id());
            redirect.addFlashAttribute(
                    "toast",
                    ToastView.of("Taken along. Version %d of the variant stands now.".formatted(version.number())));
            return new ModelAndView("redirect:/frameworks/" + id);
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT && problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            return upstream(variant, problem.getMessage());
        }
    }

    private static Map<String, VariantMerge.Decision> decisions(Map<String, String> form) {
        Map<String, VariantMerge.Decision> decisions = new HashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("take-")) {
                String key = name.substring("take-".length());
                VariantMerge.Decision.Take take = switch (value) {
                    case "theirs" -> VariantMerge.Decision.Take.THEIRS;
                    case "own" -> VariantMerge.Decision.Take.OWN;
                    default -> VariantMerge.Decision.Take.OURS;
                };
                decisions.put(key, new VariantMerge.Decision(take, form.getOrDefault("text-" + key, "")));
            }
        });
        return decisions;
    }

    private Variant require(UUID id) {
        current.require();
        Framework framework = access.require(id);
        current.require(framework.owner(), Role.EDITOR);
        return variants.of(framework.id()).orElseThrow(Problem::notFound);
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

    private ModelAndView upstream(Variant variant, @Nullable String error) {
        Framework framework = frameworks.find(variant.framework()).orElseThrow(Problem::notFound);
        Framework source = access.require(variant.source().value());
        Variants.Looked looked = variants.look(variant);
        String href = "/frameworks/" + framework.id();
        int behind = looked.sourceVersion() - variant.sourceVersion();
        return new ModelAndView(
                "frameworks/upstream",
                Map.of(
                        "page",
                        new VariantPage.Upstream(
                                framework.title(),
                                href,
                                source.title(),
                                "/frameworks/" + source.id(),
                                behind == 0
                                        ? "Nothing to take along: the variant has the newest version of its source."
                                        : "The source has had %s since the variant took one. %s come along by themselves; %s to be decided. Nothing has happened yet."
                                                .formatted(
                                                        Numbers.count(behind, "new version", "new versions"),
                                                        Numbers.count(
                                                                looked.taken().size(), "change", "changes"),
                                                        looked.conflicts().isEmpty()
                                                                ? "nothing is"
                                                                : Numbers.count(
                                                                        looked.conflicts()
                                                                                .size(),
                                                                        "conflict is",
                                                                        "conflicts are")),
                                looked.sourceVersion(),
                                looked.ownVersion(),
                                looked.taken().stream()
                                        .map(change -> MirrorPage.Change.of(change, href + "?item=" + change.item()))
                                        .toList(),
                                looked.conflicts().stream()
                                        .map(conflict -> conflict(conflict, href))
                                        .toList(),
                                looked.left() == 0
                                        ? null
                                        : "The source changed %s that this variant does not have; they are left out."
                                                .formatted(Numbers.count(looked.left(), "statement", "statements")),
                                behind > 0,
                                error)));
    }

    private static VariantPage.Conflict conflict(VariantMerge.Conflict conflict, String href) {
        String at = href + "?item=" + conflict.item();
        return switch (conflict.kind()) {
            case TEXT ->
                new VariantPage.Conflict(
                        conflict.key(),
                        conflict.label(),
                        at,
                        "Both changed "
                                + (conflict.field() == null
                                        ? "it"
                                        : conflict.field().words()),
                        conflict.base(),
                        TextDiff.between(conflict.base(), conflict.theirs()).runs(),
                        TextDiff.between(conflict.base(), conflict.ours()).runs(),
                        conflict.ours(),
                        true,
                        "Take the source's",
                        "Keep ours");
            case PLACE ->
                new VariantPage.Conflict(
                        conflict.key(),
                        conflict.label(),
                        at,
                        "Both moved it",
                        conflict.base(),
                        List.of(new TextDiff.Run(TextDiff.Kind.EQUAL, conflict.theirs())),
                        List.of(new TextDiff.Run(TextDiff.Kind.EQUAL, conflict.ours())),
                        conflict.ours(),
                        false,
                        "Move it as the source did",
                        "Leave it where we put it");
            case RETIRED ->
                new VariantPage.Conflict(
                        conflict.key(),
                        conflict.label(),
                        at,
                        "The source retired it, and here it was changed or carries something",
                        conflict.base(),
                        List.of(new TextDiff.Run(TextDiff.Kind.REMOVED, conflict.base())),
                        TextDiff.between(conflict.base(), conflict.ours()).runs(),
                        conflict.ours(),
                        false,
                        "Retire it here too",
                        "Keep it as ours");
        };
    }
}
