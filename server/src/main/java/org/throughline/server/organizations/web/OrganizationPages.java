package org.throughline.server.organizations.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.Branding;
import org.throughline.server.organizations.Brandings;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Domain;
import org.throughline.server.organizations.Domains;
import org.throughline.server.organizations.IssuerNames;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.OrganizationSetUp;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.PublicPaths;
import org.throughline.server.shared.Seen;

/** An organization's public face, and for the administrator the list of them. */
@Controller
class OrganizationPages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final OrganizationSetUp setUp;
    private final People people;
    private final OneTimeLinks links;

    private final Brandings brandings;
    private final Domains domains;
    private final IssuerNames names;
    private final PublicAddress address;

    OrganizationPages(
            CurrentPerson current,
            Organizations organizations,
            OrganizationSetUp setUp,
            People people,
            OneTimeLinks links,
            Brandings brandings,
            Domains domains,
            IssuerNames names,
            PublicAddress address) {
        this.current = current;
        this.organizations = organizations;
        this.setUp = setUp;
        this.people = people;
        this.links = links;
        this.brandings = brandings;
        this.domains = domains;
        this.names = names;
        this.address = address;
    }

    /** The profile for people, and for machines that ask for JSON the same as an Open Badges Profile. */
    @GetMapping("/o/{slug}")
    Object profile(
            @PathVariable("slug") String slug, @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        Branding branding = brandings.of(organization.id());
        return wantsJson(accept) ? document(organization, branding) : page(organization, branding);
    }

    private static boolean wantsJson(String accept) {
        return !accept.contains("text/html")
                && (accept.contains("application/json") || accept.contains("application/ld+json"));
    }

    /** An Open Badges 3.0 Profile (appendix B.1.17). */
    private ResponseEntity<Map<String, Object>> document(Organization organization, Branding branding) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put(
                "@context",
                List.of(
                        "https://www.w3.org/ns/credentials/v2",
                        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"));
        String here = address.url("/o/" + organization.slug());
        profile.put("id", names.didOf(organization).orElse(here));
        profile.put("type", List.of("Profile"));
        profile.put("name", organization.name());
        profile.put("url", Objects.requireNonNullElse(organization.url(), here));
        if (!organization.description().isBlank()) {
            profile.put("description", organization.description());
        }
        String logo = logo(organization.slug(), branding);
        if (logo != null) {
            profile.put("image", Map.of("id", address.url(logo), "type", "Image"));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/ld+json"))
                .varyBy("Accept")
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(profile);
    }

    /** The address of an organization's picture; null where it has none. */
    static @Nullable String logo(String slug, Branding branding) {
        String tag = branding.logo();
        return tag == null ? null : "/o/" + slug + "/logo?" + tag.substring(0, 8);
    }

    private ModelAndView page(Organization organization, Branding branding) {
        String slug = organization.slug();
        Optional<SignedIn> viewer = current.find();
        boolean member = viewer.flatMap(v -> v.in(organization.id())).isPresent();
        boolean owner = viewer.flatMap(v -> v.in(organization.id()))
                .filter(m -> m.hasAny(Role.OWNER))
                .isPresent();
        boolean issuer = viewer.flatMap(v -> v.in(organization.id()))
                .filter(m -> m.hasAny(Role.OWNER, Role.ISSUER))
                .isPresent();
        return new ModelAndView(
                "organizations/profile",
                Map.of(
                        "page",
                        new ProfilePage(
                                slug,
                                organization.name(),
                                Words.of(organization.kind()),
                                organization.url(),
                                organization.description(),
                                branding.accent(),
                                logo(slug, branding),
                                branding.location(),
                                proven(organization),
                                member,
                                owner,
                                issuer)));
    }

    private List<ProfilePage.Proven> proven(Organization organization) {
        return domains.of(organization.id()).stream()
                .filter(Domain::isVerified)
                .map(domain ->
                        new ProfilePage.Proven(domain.name(), Dates.day(Objects.requireNonNull(domain.verifiedAt()))))
                .toList();
    }

    @GetMapping("/o/{slug}/edit")
    ModelAndView edit(@PathVariable("slug") String slug) {
        Organization organization = owned(slug);
        return edit(
                organization,
                new Described(
                        organization.name(),
                        organization.url(),
                        organization.description(),
                        seen(organization).mark()),
                null);
    }

    @PostMapping("/o/{slug}/edit")
    ModelAndView save(@PathVariable("slug") String slug, Described form, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        try {
            seen(organization)
                    .requireSame(
                            form.seen(),
                            "Somebody changed the description while you had it open. Below is what you typed. It now says: "
                                    + shown(organization) + " Save again, and yours takes its place.");
            organizations.describe(
                    organization.id(),
                    form.name(),
                    form.url(),
                    form.description(),
                    current.require().id());
        } catch (Problem problem) {
            if (problem.type() == ProblemType.PRECONDITION_FAILED) {
                ModelAndView again = edit(
                        organization,
                        new Described(
                                form.name(),
                                form.url(),
                                form.description(),
                                seen(organization).mark()),
                        String.valueOf(problem.getMessage()));
                again.setStatus(HttpStatus.PRECONDITION_FAILED);
                return again;
            }
            return edit(organization, form, inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The public description is saved."));
        return new ModelAndView("redirect:/o/" + slug);
    }

    @GetMapping("/organizations")
    ModelAndView all() {
        current.requireAdministrator();
        return list(new SetUp("", "", "", "", "", "", ""), null);
    }

    @PostMapping("/organizations")
    ModelAndView create(SetUp form, RedirectAttributes redirect) {
        SignedIn administrator = current.requireAdministrator();
        OrganizationSetUp.Done done;
        try {
            done = setUp.setUp(
                    form.slug().strip().toLowerCase(Locale.ROOT),
                    form.name(),
                    kind(form.kind()),
                    form.url(),
                    form.description(),
                    form.ownerName(),
                    form.ownerEmail(),
                    administrator.id());
        } catch (Problem problem) {
            return list(form, inForm(problem));
        }
        redirect.addFlashAttribute("toast", ToastView.of(done.organization().name() + " is set up."));
        done.owner().link().ifPresent(link -> {
            redirect.addFlashAttribute("link", link);
            redirect.addFlashAttribute("linkFor", done.owner().person().displayName());
        });
        return new ModelAndView("redirect:/organizations");
    }

    /** Lets somebody in for whom credentials wait: a link of single use, for the administrator to hand over. */
    @PostMapping("/organizations/link")
    ModelAndView link(@RequestParam String email, RedirectAttributes redirect) {
        current.requireAdministrator();
        current.requireFresh("make a link that signs somebody in");
        Optional<Person> person = people.byEmail(email.strip());
        if (person.isEmpty()) {
            redirect.addFlashAttribute("toast", ToastView.of("Nobody here has this address."));
        } else {
            redirect.addFlashAttribute("link", links.signInLink(person.get().id()));
            redirect.addFlashAttribute("linkFor", person.get().displayName());
        }
        return new ModelAndView("redirect:/organizations");
    }

    private ModelAndView list(SetUp form, @Nullable String error) {
        List<OrganizationsPage.Entry> entries = organizations.all().stream()
                .map(o -> new OrganizationsPage.Entry(o.name(), "/o/" + o.slug(), Words.of(o.kind())))
                .toList();
        List<Option> kinds = Arrays.stream(OrganizationKind.values())
                .map(kind -> Option.of(kind.name(), Words.of(kind)))
                .toList();
        ModelAndView page = new ModelAndView(
                "organizations/organizations", Map.of("page", new OrganizationsPage(entries, kinds, form, error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static Seen seen(Organization organization) {
        return Seen.of(organization.name(), organization.url(), organization.description());
    }

    private static String shown(Organization organization) {
        String url = organization.url() == null ? "no website" : organization.url();
        return "“%s”, %s, “%s”.".formatted(organization.name(), url, organization.description());
    }

    private static ModelAndView edit(Organization organization, Described form, @Nullable String error) {
        EditPage view = new EditPage(
                organization.slug(),
                organization.name(),
                form.name(),
                form.url(),
                form.description(),
                form.seen(),
                error);
        ModelAndView page = new ModelAndView("organizations/edit", Map.of("page", view));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private Organization owned(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.OWNER);
        return organization;
    }

    private static OrganizationKind kind(String text) {
        return Arrays.stream(OrganizationKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.BAD_INPUT, "Choose what kind of organization it is."));
    }

    /** What belongs beside a field is said there; any other problem goes its own way. */
    static String inForm(Problem problem) {
        if (problem.type() != ProblemType.BAD_INPUT && problem.type() != ProblemType.CONFLICT) {
            throw problem;
        }
        return String.valueOf(problem.getMessage());
    }

    /** The form of the public description. */
    record Described(String name, @Nullable String url, String description, String seen) {
        Described(@Nullable String name, @Nullable String url, @Nullable String description, @Nullable String seen) {
            this.name = name == null ? "" : name;
            this.url = url;
            this.description = description == null ? "" : description;
            this.seen = seen == null ? "" : seen;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths organizationPaths() {
            return PublicPaths.of("/o/*");
        }
    }
}
