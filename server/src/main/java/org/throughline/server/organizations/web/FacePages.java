package org.throughline.server.organizations.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.Branding;
import org.throughline.server.organizations.Brandings;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Domain;
import org.throughline.server.organizations.Domains;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SafePicture;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/** Colour, place, picture and domains of an organization: owners change them, everybody sees them. */
@Controller
class FacePages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final Brandings brandings;
    private final Domains domains;

    FacePages(CurrentPerson current, Organizations organizations, Brandings brandings, Domains domains) {
        this.current = current;
        this.organizations = organizations;
        this.brandings = brandings;
        this.domains = domains;
    }

    @GetMapping("/o/{slug}/face")
    ModelAndView show(@PathVariable("slug") String slug) {
        return page(owned(slug), null);
    }

    @PostMapping("/o/{slug}/face")
    ModelAndView paint(
            @PathVariable("slug") String slug,
            @RequestParam(name = "accent", defaultValue = "") String accent,
            @RequestParam(name = "location", defaultValue = "") String location,
            RedirectAttributes redirect) {
        return change(
                slug, redirect, "Colour and place are saved.", (id, by) -> brandings.paint(id, accent, location, by));
    }

    @PostMapping("/o/{slug}/face/logo")
    ModelAndView hang(
            @PathVariable("slug") String slug, @RequestParam("logo") MultipartFile logo, RedirectAttributes redirect)
            throws IOException {
        byte[] file = logo.getBytes();
        return change(
                slug, redirect, "The logo is shown now.", (id, by) -> brandings.hang(id, SafePicture.of(file), by));
    }

    @PostMapping("/o/{slug}/face/domains")
    ModelAndView add(
            @PathVariable("slug") String slug,
            @RequestParam(name = "domain", defaultValue = "") String domain,
            RedirectAttributes redirect) {
        return change(
                slug,
                redirect,
                "Now put the line that is shown into the domain's DNS or on its website, then look.",
                (id, by) -> domains.add(id, domain, by));
    }

    @Limited(Act.FETCH)
    @PostMapping("/o/{slug}/face/domains/{domain}/look")
    ModelAndView look(
            @PathVariable("slug") String slug, @PathVariable("domain") String domain, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        Domain looked =
                domains.look(organization.id(), domain, current.require().id().toString());
        return done(
                slug,
                redirect,
                looked.isVerified()
                        ? domain + " is shown as your own."
                        : "The line was found neither in the DNS nor on the website. Changes in the DNS can take an hour.");
    }

    @PostMapping("/o/{slug}/face/domains/{domain}/remove")
    ModelAndView remove(
            @PathVariable("slug") String slug, @PathVariable("domain") String domain, RedirectAttributes redirect) {
        return change(slug, redirect, "The domain is gone from your page.", (id, by) -> domains.remove(id, domain, by));
    }

    /** A picture from outside: shown as a picture and nothing else, wherever it is opened (Content Security Policy 3, sandbox). */
    @GetMapping("/o/{slug}/logo")
    ResponseEntity<byte[]> logo(@PathVariable("slug") String slug) {
        Brandings.Picture picture = brandings.logo(slug).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(picture.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .eTag('"' + picture.tag() + '"')
                .header("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(picture.bytes());
    }

    private interface Change {
        void make(OrganizationId organization, PersonId by);
    }

    private ModelAndView change(String slug, RedirectAttributes redirect, String words, Change change) {
        Organization organization = owned(slug);
        try {
            change.make(organization.id(), current.require().id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return page(organization, String.valueOf(problem.getMessage()));
        }
        return done(slug, redirect, words);
    }

    private ModelAndView page(Organization organization, @Nullable String error) {
        Branding branding = brandings.of(organization.id());
        List<FacePage.Named> named = domains.of(organization.id()).stream()
                .map(domain -> new FacePage.Named(
                        domain.name(),
                        domain.token(),
                        Optional.ofNullable(domain.verifiedAt()).map(Dates::day).orElse(null),
                        Optional.ofNullable(domain.lookedAt()).map(Dates::words).orElse(null)))
                .toList();
        ModelAndView page = new ModelAndView(
                "organizations/face",
                Map.of(
                        "page",
                        new FacePage(
                                organization.slug(),
                                organization.name(),
                                branding.accent(),
                                branding.location(),
                                OrganizationPages.logo(organization.slug(), branding),
                                named,
                                error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private Organization owned(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.OWNER);
        return organization;
    }

    private static ModelAndView done(String slug, RedirectAttributes redirect, String words) {
        redirect.addFlashAttribute("toast", ToastView.of(words));
        return new ModelAndView("redirect:/o/" + slug + "/face");
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths logoPaths() {
            return PublicPaths.of("/o/*/logo");
        }
    }
}
