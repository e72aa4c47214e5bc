package org.throughline.server.programs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FoundItem;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.programs.AchievementDefinition;
import org.throughline.server.programs.AchievementTypes;
import org.throughline.server.programs.Achievements;
import org.throughline.server.programs.web.DefinePage.Values;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The form that defines an achievement: its words, and the items that it proves, found in a framework. */
@Controller
class DefinePages {
    /** More statements than this are not offered at once: search for them. */
    private static final int OFFERED = 150;

    private final Achievements achievements;
    private final Frameworks frameworks;
    private final CurrentPerson current;

    DefinePages(Achievements achievements, Frameworks frameworks, CurrentPerson current) {
        this.achievements = achievements;
        this.frameworks = frameworks;
        this.current = current;
    }

    @GetMapping("/achievements/new")
    ModelAndView blank(@RequestParam(defaultValue = "") String framework) {
        return form(new Values("", "", "", "", "MicroCredential", "", "", framework, "", List.of()), null);
    }

    /** Defines it; or, when only the statements are searched, shows the form again with everything kept. */
    @PostMapping("/achievements")
    ModelAndView define(
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(name = "do", defaultValue = "define") String what,
            RedirectAttributes redirect) {
        Values values = values(fields);
        if (what.equals("show")) {
            return form(values, null);
        }
        OrganizationId organization = organization(values);
        SignedIn person = current.require(organization, Role.EDITOR);
        try {
            AchievementDefinition defined = achievements.define(
                    organization,
                    values.name(),
                    values.description(),
                    values.criteria(),
                    values.type(),
                    values.humanCode().isBlank() ? null : values.humanCode().strip(),
                    values.course().isBlank() ? null : values.course().strip(),
                    chosen(fields),
                    person.id());
            redirect.addFlashAttribute("toast", ToastView.of("“%s” is defined.".formatted(defined.name())));
            return new ModelAndView("redirect:/achievements/" + defined.id());
        } catch (Problem problem) {
            return form(values, problem);
        }
    }

    private ModelAndView form(Values values, @Nullable Problem problem) {
        List<Membership> defining = current.require().memberships().stream()
                .filter(membership -> membership.hasAny(Role.EDITOR))
                .toList();
        if (defining.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Defining an achievement needs the role of editor or owner in an organization.");
        }
        List<Framework> visible = visible();
        Optional<Framework> looked = visible.stream()
                .filter(framework -> framework.id().toString().equals(values.framework()))
                .findFirst()
                .or(() -> visible.stream()
                        .filter(framework -> framework.kind() == FrameworkKind.OUTCOMES)
                        .findFirst());
        List<FrameworkItem> offered =
                looked.map(framework -> offered(framework, values)).orElse(List.of());
        DefinePage page = new DefinePage(
                values,
                defining.stream()
                        .map(m -> Option.of(
                                m.organization().id().toString(),
                                m.organization().name()))
                        .toList(),
                AchievementTypes.STANDARD.stream()
                        .map(type -> Option.of(type, AchievementTypes.words(type)))
                        .toList(),
                visible.stream()
                        .map(framework -> Option.of(framework.id().toString(), framework.title()))
                        .toList(),
                frameworks.items(values.items().stream().map(ItemUri::new).toList()).values().stream()
                        .map(this::item)
                        .toList(),
                offered.stream()
                        .limit(OFFERED)
                        .filter(item -> !values.items().contains(item.uri().value()))
                        .map(this::item)
                        .toList(),
                offered.size() > OFFERED,
                problem == null ? null : problem.getMessage(),
                problem == null ? List.of() : problem.findings());
        return new ModelAndView("programs/define", Map.of("page", page));
    }

    private List<FrameworkItem> offered(Framework framework, Values values) {
        if (values.find().isBlank()) {
            return frameworks.items(framework.id()).stream()
                    .filter(FrameworkItem::leaf)
                    .toList();
        }
        return frameworks.search(values.find(), framework.id(), List.of(framework.id()), 0, OFFERED).items().stream()
                .map(FoundItem::item)
                .toList();
    }

    private List<Framework> visible() {
        List<Membership> memberships = current.find().map(SignedIn::memberships).orElse(List.of());
        return frameworks.all().stream()
                .filter(framework -> framework.published()
                        || memberships.stream()
                                .anyMatch(m -> m.organization().id().equals(framework.owner())))
                .toList();
    }

    private DefinePage.Item item(FrameworkItem item) {
        String above = item.parents().isEmpty()
                ? null
                : frameworks
                        .in(
                                new FrameworkId(item.framework().value()),
                                item.parents().getFirst())
                        .map(FrameworkItem::label)
                        .orElse(null);
        return new DefinePage.Item(item.uri().value(), "i-" + item.identifier(), item.code(), item.statement(), above);
    }

    private static Values values(MultiValueMap<String, String> fields) {
        List<String> items = fields.getOrDefault("item", List.of());
        return new Values(
                text(fields, "organization"),
                text(fields, "name"),
                text(fields, "description"),
                text(fields, "criteria"),
                text(fields, "type"),
                text(fields, "humanCode"),
                text(fields, "course"),
                text(fields, "framework"),
                text(fields, "find"),
                items.stream().filter(item -> !item.isBlank()).distinct().toList());
    }

    private static List<ItemUri> chosen(MultiValueMap<String, String> fields) {
        List<ItemUri> chosen = new ArrayList<>();
        fields.getOrDefault("item", List.of()).stream()
                .filter(item -> !item.isBlank())
                .distinct()
                .forEach(item -> chosen.add(new ItemUri(item)));
        return chosen;
    }

    private static OrganizationId organization(Values values) {
        try {
            return new OrganizationId(UUID.fromString(values.organization()));
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    private static String text(MultiValueMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("");
    }
}
