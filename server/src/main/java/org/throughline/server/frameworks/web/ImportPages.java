package org.throughline.server.frameworks.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.ImportPreview;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Brings a CASE package in, in two steps: look at what it would do, then let it in. */
@Controller
class ImportPages {
    static final List<Option> KINDS = List.of(
            new Option("OUTCOMES", "Programme outcomes", "What people learn in a programme or course."),
            new Option("JOB_ROLE", "A job role", "What the work asks for."),
            new Option("STANDARDS", "Other standards", "Academic standards, industry certifications and the like."));

    private final FrameworkImport imports;
    private final PendingImports pending;
    private final Organizations organizations;
    private final CurrentPerson current;
    private final FrameworkAccess access;

    ImportPages(
            FrameworkImport imports,
            PendingImports pending,
            Organizations organizations,
            CurrentPerson current,
            FrameworkAccess access) {
        this.imports = imports;
        this.pending = pending;
        this.organizations = organizations;
        this.current = current;
        this.access = access;
    }

    @GetMapping("/frameworks/import")
    ModelAndView form() {
        return form("OUTCOMES", "", null);
    }

    @Limited(Act.IMPORT)
    @PostMapping("/frameworks/import")
    ModelAndView look(
            @RequestParam UUID organization,
            @RequestParam(defaultValue = "OUTCOMES") FrameworkKind kind,
            @RequestParam(defaultValue = "false") boolean publish,
            @RequestParam(defaultValue = "") String address,
            @RequestParam Optional<MultipartFile> file)
            throws IOException {
        SignedIn person = current.require(new OrganizationId(organization), Role.EDITOR);
        Optional<MultipartFile> brought = file.filter(f -> !f.isEmpty());
        try {
            if (brought.isEmpty() && address.isBlank()) {
                throw new Problem(ProblemType.BAD_INPUT, "Choose a file, or give the address of a package.");
            }
            String source = brought.map(MultipartFile::getOriginalFilename)
                    .filter(name -> !name.isBlank())
                    .orElse(address.isBlank() ? "the file" : address.strip());
            byte[] json = brought.isPresent() ? brought.get().getBytes() : imports.fetch(address.strip());
            imports.preview(new OrganizationId(organization), json, source);
            UUID id = pending.keep(new OrganizationId(organization), person.id(), source, kind, publish, json);
            return new ModelAndView("redirect:/frameworks/import/" + id);
        } catch (Problem problem) {
            return form(kind.name(), address, problem);
        }
    }

    @GetMapping("/frameworks/import/{id}")
    ModelAndView preview(@PathVariable UUID id) {
        PendingImports.PendingImport waiting = require(id);
        ImportPreview preview = imports.preview(waiting.owner(), pending.bytes(waiting), waiting.source());
        return new ModelAndView(
                "frameworks/preview",
                Map.of(
                        "page",
                        new PreviewPage(
                                preview,
                                sentence(preview),
                                waiting.source(),
                                organizations
                                        .find(waiting.owner())
                                        .map(Organization::name)
                                        .orElse(""),
                                KINDS.stream()
                                        .filter(kind -> kind.value()
                                                .equals(waiting.kind().name()))
                                        .findFirst()
                                        .orElseThrow()
                                        .label(),
                                waiting.publish(),
                                preview.findings().size(),
                                noticed(preview.findings()),
                                "/frameworks/import/" + id)));
    }

    @Limited(Act.IMPORT)
    @PostMapping("/frameworks/import/{id}")
    ModelAndView letIn(@PathVariable UUID id, RedirectAttributes redirect) {
        PendingImports.PendingImport waiting = require(id);
        FrameworkImportOutcome outcome = imports.importCase(
                waiting.owner(),
                pending.bytes(waiting),
                waiting.source(),
                waiting.kind(),
                waiting.publish(),
                waiting.by());
        pending.forget(id);
        redirect.addFlashAttribute(
                "toast",
                ToastView.of(
                        outcome.changed()
                                ? "“%s” is in, with %s."
                                        .formatted(
                                                outcome.framework().title(),
                                                Numbers.count(outcome.items(), "statement", "statements"))
                                : "Nothing changed: “%s” stood here exactly so already."
                                        .formatted(outcome.framework().title())));
        return new ModelAndView("redirect:/frameworks/" + outcome.framework().id());
    }

    private PendingImports.PendingImport require(UUID id) {
        SignedIn person = current.require();
        PendingImports.PendingImport waiting =
                pending.find(id).filter(found -> person.is(found.by())).orElseThrow(Problem::notFound);
        current.require(waiting.owner(), Role.EDITOR);
        return waiting;
    }

    private ModelAndView form(String kind, String address, @Nullable Problem problem) {
        current.require();
        List<Membership> importing = access.importing();
        if (importing.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Bringing in a framework needs the role of editor or owner in an organization.");
        }
        ImportPage page = new ImportPage(
                importing.stream()
                        .map(m -> Option.of(
                                m.organization().id().toString(),
                                m.organization().name()))
                        .toList(),
                KINDS,
                Set.of(kind),
                address,
                problem == null ? null : problem.getMessage(),
                problem == null ? List.of() : problem.findings());
        return new ModelAndView("frameworks/import", Map.of("page", page));
    }

    /** Findings by kind; every line ends with its kind in brackets. */
    private static List<PreviewPage.Noticed> noticed(List<String> findings) {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        findings.forEach(line -> byKind.computeIfAbsent(
                        line.substring(line.lastIndexOf('(') + 1).replace(")", ""), _ -> new ArrayList<>())
                .add(line));
        return byKind.entrySet().stream()
                .map(kind -> new PreviewPage.Noticed(
                        kind.getKey(),
                        kind.getValue().getFirst(),
                        kind.getValue().subList(1, kind.getValue().size())))
                .toList();
    }

    private static String sentence(ImportPreview preview) {
        if (!preview.allowed()) {
            return preview.refusal();
        }
        if (preview.firstTime()) {
            return "This framework is new here. It brings %s and %s."
                    .formatted(
                            Numbers.count(preview.items(), "statement", "statements"),
                            Numbers.count(preview.associations(), "association", "associations"));
        }
        if (!preview.changes()) {
            return "Every statement of this package stands here already, exactly so.";
        }
        return "The framework stands here already. The package adds %s, changes %s and retires %s; retired statements are kept."
                .formatted(
                        Numbers.count(preview.added(), "statement", "statements"),
                        Numbers.count(preview.changed()),
                        Numbers.count(preview.retired()));
    }
}
