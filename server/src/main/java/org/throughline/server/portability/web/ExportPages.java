package org.throughline.server.portability.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.portability.Exports;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Where owners take everything with them. */
@Controller
class ExportPages {
    private final CurrentPerson current;
    private final Organizations organizations;
    private final Exports exports;

    ExportPages(CurrentPerson current, Organizations organizations, Exports exports) {
        this.current = current;
        this.organizations = organizations;
        this.exports = exports;
    }

    @GetMapping("/o/{slug}/export")
    ModelAndView list(@PathVariable("slug") String slug) {
        return list(owned(slug), null);
    }

    @Limited(Act.EXPORT)
    @PostMapping("/o/{slug}/export")
    ModelAndView ask(@PathVariable("slug") String slug, RedirectAttributes redirect) {
        Organization organization = owned(slug);
        SignedIn owner = current.requireFresh("export everything that " + organization.name() + " owns");
        try {
            exports.ask(organization.id(), owner.id());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            return list(organization, String.valueOf(problem.getMessage()));
        }
        redirect.addFlashAttribute("toast", ToastView.of("The export is under way. You may close this page."));
        return new ModelAndView("redirect:/o/" + slug + "/export");
    }

    @GetMapping("/o/{slug}/export/{export}/file")
    ResponseEntity<InputStreamResource> file(@PathVariable("slug") String slug, @PathVariable("export") UUID export) {
        Organization organization = owned(slug);
        current.requireFresh("take a file with everything that " + organization.name() + " owns");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + organization.slug() + ".organization.zip\"")
                .body(new InputStreamResource(exports.file(organization.id(), export)));
    }

    private Organization owned(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.OWNER);
        return organization;
    }

    private ModelAndView list(Organization organization, @Nullable String error) {
        List<ExportPage.Job> jobs = exports.of(organization.id()).stream()
                .map(e -> new ExportPage.Job(
                        e.id().toString(),
                        Dates.words(e.askedAt()),
                        e.state(),
                        e.step(),
                        e.done(),
                        e.steps(),
                        Numbers.count((e.bytes() + 1023) / 1024) + " kB"))
                .toList();
        ModelAndView page = new ModelAndView(
                "portability/export",
                Map.of("page", new ExportPage(organization.slug(), organization.name(), jobs, error)));
        page.setStatus(error == null ? HttpStatus.OK : HttpStatus.CONFLICT);
        return page;
    }
}
