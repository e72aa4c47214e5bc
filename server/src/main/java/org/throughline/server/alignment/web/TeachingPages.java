package org.throughline.server.alignment.web;

import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.alignment.Teaching;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;

/** Where owners say whether their people's decisions teach suggestions beyond the partnership in which they were made. */
@Controller
class TeachingPages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final Teaching teaching;

    TeachingPages(CurrentPerson current, Organizations organizations, Teaching teaching) {
        this.current = current;
        this.organizations = organizations;
        this.teaching = teaching;
    }

    @GetMapping("/o/{slug}/teaching")
    ModelAndView look(@PathVariable("slug") String slug) {
        Organization organization = owned(slug);
        return new ModelAndView(
                "alignment/teaching",
                Map.of(
                        "page",
                        new TeachingPage(
                                organization.name(),
                                "/o/" + slug,
                                teaching.isAllowed(organization.id()),
                                "/o/" + slug + "/teaching")));
    }

    @PostMapping("/o/{slug}/teaching")
    ModelAndView say(@PathVariable("slug") String slug, @RequestParam boolean allowed, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        if (allowed) {
            teaching.allow(organization.id(), current.require().id());
        } else {
            teaching.end(organization.id(), current.require().id());
        }
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        allowed
                                ? "From the next run on, decisions of your people teach in all your partnerships."
                                : "From the next run on, decisions teach only where they were made."));
        return new ModelAndView("redirect:/o/" + slug + "/teaching");
    }

    private Organization owned(String slug) {
        current.require();
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.OWNER);
        return organization;
    }
}
