package org.throughline.server.portability.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.portability.IncomingFiles;
import org.throughline.server.portability.OrganizationImport;
import org.throughline.server.portability.OrganizationImport.Outcome;
import org.throughline.server.portability.PassingFile;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Where whoever runs this installation takes an organization in: first a look at what would come of it, then the import. */
@Controller
class OrganizationImportPages {
    private final CurrentPerson current;
    private final OrganizationImport imports;
    private final IncomingFiles incoming;

    OrganizationImportPages(CurrentPerson current, OrganizationImport imports, IncomingFiles incoming) {
        this.current = current;
        this.imports = imports;
        this.incoming = incoming;
    }

    @GetMapping("/organizations/import")
    ModelAndView form() {
        current.requireAdministrator();
        return page(null, null, null);
    }

    @Limited(Act.IMPORT)
    @PostMapping("/organizations/import")
    ModelAndView look(
            @RequestParam("file") MultipartFile file, @RequestParam(name = "slug", defaultValue = "") String slug)
            throws IOException {
        SignedIn administrator = current.requireAdministrator();
        String other = slug.isBlank() ? null : slug.strip();
        try (InputStream in = file.getInputStream();
                PassingFile passing = PassingFile.of(in)) {
            Outcome would = imports.dryRun(passing.path(), other, administrator.id());
            return page(would, incoming.keep(administrator.id(), other, passing.path()), null);
        } catch (Problem problem) {
            return page(null, null, problem);
        }
    }

    @Limited(Act.IMPORT)
    @PostMapping("/organizations/import/{id}")
    ModelAndView run(@PathVariable("id") UUID id, RedirectAttributes redirect) {
        current.requireAdministrator();
        SignedIn administrator = current.requireFresh("take an organization in");
        try (IncomingFiles.Incoming file = incoming.take(administrator.id(), id)) {
            Outcome outcome = imports.run(file.file().path(), file.slug(), administrator.id());
            redirect.addFlashAttribute(
                    "toast",
                    ToastView.of(
                            outcome.changed()
                                    ? outcome.organization() + " is here."
                                    : "This very file came in before; nothing changed."));
            return new ModelAndView("redirect:/o/" + outcome.slug());
        } catch (Problem problem) {
            return page(null, null, problem);
        }
    }

    private static ModelAndView page(@Nullable Outcome would, @Nullable UUID waiting, @Nullable Problem problem) {
        if (problem != null
                && problem.type() != ProblemType.ORGANIZATION_FILE
                && problem.type() != ProblemType.ARCHIVE_UNSAFE
                && problem.type() != ProblemType.CASE_INVALID) {
            throw problem;
        }
        OrganizationImportPage view = new OrganizationImportPage(
                would == null ? null : would.organization(),
                would == null ? null : would.slug(),
                would != null && would.changed(),
                would == null ? java.util.List.of() : would.lines(),
                waiting == null ? null : waiting.toString(),
                problem == null ? null : String.valueOf(problem.getMessage()),
                problem == null ? java.util.List.of() : problem.findings());
        ModelAndView page = new ModelAndView("portability/import", Map.of("page", view));
        page.setStatus(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }
}
