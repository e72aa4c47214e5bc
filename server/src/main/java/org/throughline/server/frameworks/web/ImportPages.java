package org.throughline.server.frameworks.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
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
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.exchange.ColumnMapping;
import org.throughline.caseformat.exchange.ColumnRole;
import org.throughline.caseformat.exchange.SheetColumns;
import org.throughline.caseformat.exchange.SheetRequest.Unmentioned;
import org.throughline.server.face.Action;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkFiles;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ImportJobs;
import org.throughline.server.frameworks.ImportLook;
import org.throughline.server.frameworks.ImportPreview;
import org.throughline.server.frameworks.IncomingForm;
import org.throughline.server.frameworks.LargeFiles;
import org.throughline.server.frameworks.PendingImports;
import org.throughline.server.frameworks.UpstreamChange;
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
import tools.jackson.databind.json.JsonMapper;

/** Brings a framework in, of any form: say what its columns mean where nobody else can, look at what it would do, then let it in. */
@Controller
class ImportPages {
    static final List<Option> KINDS = List.of(
            new Option("OUTCOMES", "Programme outcomes", "What people learn in a programme or course."),
            new Option("JOB_ROLE", "A job role", "What the work asks for."),
            new Option("STANDARDS", "Other standards", "Academic standards, industry certifications and the like."));
    private static final int MOST_CHANGES = 300;
    private static final List<ColumnRole> USUAL = List.of(
            ColumnRole.STATEMENT,
            ColumnRole.INDENTED_STATEMENT,
            ColumnRole.CODE,
            ColumnRole.PARENT,
            ColumnRole.LEVEL,
            ColumnRole.SMART_LEVEL,
            ColumnRole.PATH,
            ColumnRole.SEQUENCE_NUMBER,
            ColumnRole.IDENTIFIER,
            ColumnRole.ITEM_TYPE,
            ColumnRole.ABBREVIATED_STATEMENT,
            ColumnRole.NOTES,
            ColumnRole.KEYWORDS,
            ColumnRole.EDUCATION_LEVEL,
            ColumnRole.SUBJECT,
            ColumnRole.LANGUAGE,
            ColumnRole.ALTERNATIVE_LABEL,
            ColumnRole.LIST_ENUMERATION,
            ColumnRole.LICENSE,
            ColumnRole.STATUS_START,
            ColumnRole.STATUS_END,
            ColumnRole.IS_PART_OF,
            ColumnRole.IS_PEER_OF,
            ColumnRole.EXACT_MATCH_OF,
            ColumnRole.PRECEDES,
            ColumnRole.IS_RELATED_TO,
            ColumnRole.REPLACED_BY,
            ColumnRole.EXEMPLAR,
            ColumnRole.HAS_SKILL_LEVEL,
            ColumnRole.IS_TRANSLATION_OF,
            ColumnRole.ASSOCIATION_GROUPING,
            ColumnRole.EXTENSION);

    /** Into so many frameworks a file is taken apart for somebody who looks at each. */
    private static final int MOST_OF_A_FILE = 20;

    private final FrameworkImport imports;
    private final FrameworkFiles files;
    private final ImportJobs jobs;
    private final PendingImports pending;
    private final LargeFiles large;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final CurrentPerson current;
    private final FrameworkAccess access;
    private final JsonMapper json = JsonMapper.builder().build();

    ImportPages(
            FrameworkImport imports,
            FrameworkFiles files,
            ImportJobs jobs,
            PendingImports pending,
            LargeFiles large,
            Frameworks frameworks,
            Organizations organizations,
            CurrentPerson current,
            FrameworkAccess access) {
        this.imports = imports;
        this.files = files;
        this.jobs = jobs;
        this.pending = pending;
        this.large = large;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.current = current;
        this.access = access;
    }

    @GetMapping("/frameworks/import")
    ModelAndView form(@RequestParam(defaultValue = "") String into) {
        return form(updated(into).map(framework -> framework.kind().name()).orElse("OUTCOMES"), into, "", false, null);
    }

    @Limited(Act.IMPORT)
    @PostMapping("/frameworks/import")
    ModelAndView look(
            @RequestParam UUID organization,
            @RequestParam(defaultValue = "OUTCOMES") FrameworkKind kind,
            @RequestParam(defaultValue = "false") boolean publish,
            @RequestParam(defaultValue = "") String into,
            @RequestParam(defaultValue = "") String address,
            @RequestParam Optional<MultipartFile> file,
            RedirectAttributes redirect)
            throws IOException {
        OrganizationId owner = new OrganizationId(organization);
        SignedIn person = current.require(owner, Role.EDITOR);
        Optional<MultipartFile> brought = file.filter(f -> !f.isEmpty());
        try {
            if (brought.isEmpty() && address.isBlank()) {
                throw new Problem(ProblemType.BAD_INPUT, "Choose a file, or give the address of a package.");
            }
            String source = brought.map(MultipartFile::getOriginalFilename)
                    .filter(name -> !name.isBlank())
                    .orElse(address.isBlank() ? "the file" : address.strip());
            FrameworkId target = into.isBlank() ? null : target(owner, into);
            // of an address it is known only afterwards how much comes
            long size = brought.map(MultipartFile::getSize).orElse((long) CaseReader.MAX_BYTES / 8);
            return large.reading(size, () -> {
                byte[] bytes = brought.map(ImportPages::bytes).orElseGet(() -> imports.fetch(address.strip()));
                large.demandBeside(bytes.length);
                UUID id = pending.keep(owner, person.id(), source, kind, publish, target, bytes);
                return looked(pending.find(id).orElseThrow(), bytes, redirect);
            });
        } catch (Problem problem) {
            ModelAndView again = form(kind.name(), into, address, publish, problem);
            again.setStatus(HttpStatusCode.valueOf(problem.type().status()));
            return again;
        }
    }

    /** Where to go on with a file that was just kept. */
    private ModelAndView looked(PendingImports.PendingImport waiting, byte[] bytes, RedirectAttributes redirect) {
        String href = "redirect:/frameworks/import/" + waiting.id();
        return switch (imports.look(waiting.owner(), bytes, waiting.how())) {
            case ImportLook.Refused refused -> {
                pending.forget(waiting.id());
                throw refused(waiting, refused.findings());
            }
            case ImportLook.Several several -> split(waiting, several, redirect);
            case ImportLook.Columns _ -> new ModelAndView(href + "/columns");
            case ImportLook.Readable readable ->
                new ModelAndView(readable.mapping() == null ? href : href + "/columns");
        };
    }

    private static Problem refused(PendingImports.PendingImport waiting, List<Finding> findings) {
        return new Problem(
                ProblemType.CASE_INVALID,
                "%s was refused; nothing was changed.".formatted(waiting.source()),
                lines(findings));
    }

    /** A file of several frameworks waits as each of them. */
    private ModelAndView split(
            PendingImports.PendingImport waiting, ImportLook.Several several, RedirectAttributes redirect) {
        List<ImportLook.Part> readable =
                several.parts().stream().filter(part -> part.title() != null).toList();
        int all = several.parts().size();
        if (readable.isEmpty() || readable.size() > MOST_OF_A_FILE) {
            pending.forget(waiting.id());
            throw readable.isEmpty()
                    ? refused(waiting, several.findings())
                    : new Problem(
                            ProblemType.BAD_INPUT,
                            "The file holds %,d frameworks. Up to %d come in here at once; the console's import takes more."
                                    .formatted(all, MOST_OF_A_FILE));
        }
        pending.split(waiting.id(), readable);
        redirect.addFlashAttribute(
                "toast",
                ToastView.of("The file holds %d frameworks%s. Each waits below: look at it, and bring in what you want."
                        .formatted(
                                all,
                                all == readable.size()
                                        ? ""
                                        : ", and %d of them can't be read".formatted(all - readable.size()))));
        return new ModelAndView("redirect:/frameworks/import#brought");
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file that waits would do. */
    private ImportLook look(PendingImports.PendingImport waiting) {
        return large.reading(
                waiting.bytes(), () -> imports.look(waiting.owner(), pending.bytes(waiting), waiting.how()));
    }

    /** The framework that is updated: one's own. */
    private FrameworkId target(OrganizationId owner, String into) {
        try {
            return frameworks
                    .find(new FrameworkId(UUID.fromString(into)))
                    .filter(framework -> framework.owner().equals(owner))
                    .orElseThrow(
                            () -> new Problem(
                                    ProblemType.BAD_INPUT,
                                    "The framework to be updated belongs to another organization than the one on whose behalf you import."))
                    .id();
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    @GetMapping("/frameworks/import/{id}")
    ModelAndView preview(@PathVariable UUID id, RedirectAttributes redirect) {
        PendingImports.PendingImport waiting = require(id);
        if (waiting.state() != PendingImports.State.LOOKED_AT) {
            return job(waiting);
        }
        return switch (look(waiting)) {
            case ImportLook.Columns _ -> new ModelAndView("redirect:/frameworks/import/" + id + "/columns");
            case ImportLook.Several several -> split(waiting, several, redirect);
            case ImportLook.Refused refused -> throw refused(waiting, refused.findings());
            case ImportLook.Readable readable ->
                new ModelAndView("frameworks/preview", Map.of("page", page(waiting, readable)));
        };
    }

    @Limited(Act.IMPORT)
    @PostMapping("/frameworks/import/{id}")
    ModelAndView letIn(
            @PathVariable UUID id, @RequestParam(defaultValue = "0") int items, RedirectAttributes redirect) {
        PendingImports.PendingImport waiting = require(id);
        if (waiting.state() == PendingImports.State.DONE && waiting.framework() != null) {
            return new ModelAndView("redirect:/frameworks/" + waiting.framework());
        }
        if (items > ImportJobs.LARGE || waiting.state() != PendingImports.State.LOOKED_AT) {
            jobs.begin(id);
            return new ModelAndView("redirect:/frameworks/import/" + id);
        }
        FrameworkImportOutcome outcome = large.reading(
                waiting.bytes(),
                () -> imports.bring(
                        waiting.owner(),
                        pending.bytes(waiting),
                        waiting.how(),
                        waiting.kind(),
                        waiting.publish(),
                        waiting.by()));
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

    @GetMapping("/frameworks/import/{id}/columns")
    ModelAndView columns(@PathVariable UUID id, @RequestParam(defaultValue = "") String sheet) {
        PendingImports.PendingImport waiting = require(id);
        return new ModelAndView(
                "frameworks/columns", Map.of("page", large.reading(waiting.bytes(), () -> columns(waiting, sheet))));
    }

    @PostMapping("/frameworks/import/{id}/columns")
    ModelAndView columns(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String sheet,
            @RequestParam(defaultValue = "1") int headingLine,
            @RequestParam(defaultValue = "AS_THE_FORM_SAYS") Unmentioned unmentioned,
            @RequestParam(defaultValue = "show") String then,
            @RequestParam Map<String, String> form) {
        PendingImports.PendingImport waiting = require(id);
        Map<Integer, ColumnRole> roles = new TreeMap<>();
        form.forEach((name, role) -> {
            if (name.matches("column-[0-9]{1,5}") && !role.isBlank()) {
                USUAL.stream()
                        .filter(usual -> usual.name().equals(role))
                        .forEach(usual -> roles.put(Integer.valueOf(name.substring("column-".length())), usual));
            }
        });
        ColumnMapping mapping =
                new ColumnMapping(sheet.isBlank() ? null : sheet, Math.clamp(headingLine, 0, 1_000_000), roles);
        pending.say(waiting.id(), mapping, unmentioned);
        return new ModelAndView(
                "redirect:/frameworks/import/" + id + (then.equals("go") && mapping.isUsable() ? "" : "/columns"));
    }

    @GetMapping("/frameworks/import/{id}/findings")
    ResponseEntity<byte[]> findings(@PathVariable UUID id, @RequestParam(defaultValue = "csv") String form)
            throws IOException {
        PendingImports.PendingImport waiting = require(id);
        List<Finding> findings = look(waiting).findings();
        boolean asJson = form.equals("json");
        byte[] body = asJson ? asJson(findings) : asCsv(findings);
        return ResponseEntity.ok()
                .contentType(asJson ? MediaType.APPLICATION_JSON : new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("findings." + (asJson ? "json" : "csv"), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(body);
    }

    private byte[] asJson(List<Finding> findings) {
        return json.writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(findings.stream()
                        .map(finding -> {
                            Map<String, String> one = new LinkedHashMap<>();
                            one.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
                            one.put("code", finding.code());
                            one.put("pointer", finding.pointer());
                            one.put("message", finding.message());
                            return one;
                        })
                        .toList());
    }

    /** RFC 4180; what a spreadsheet would run as a formula is a text. */
    private static byte[] asCsv(List<Finding> findings) throws IOException {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord("severity", "code", "where", "what was found and done");
            for (Finding finding : findings) {
                printer.printRecord(
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.code(),
                        plain(finding.pointer()),
                        plain(finding.message()));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(String text) {
        return text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
    }

    private PreviewPage page(PendingImports.PendingImport waiting, ImportLook.Readable look) {
        ImportPreview preview = look.preview();
        String href = "/frameworks/import/" + waiting.id();
        String standing = "/frameworks/" + preview.identifier();
        List<UpstreamChange> changes = look.changes();
        return new PreviewPage(
                preview,
                sentence(waiting, look),
                look.form(),
                waiting.shown(),
                organizations.find(waiting.owner()).map(Organization::name).orElse(""),
                kind(waiting.kind())
                        + (look.standing() == null || look.standing().kind() == waiting.kind()
                                ? ""
                                : " (so far: %s)".formatted(kind(look.standing().kind()))),
                readers(waiting, look),
                preview.firstTime() ? null : standing,
                nothing(waiting, look),
                changes.stream()
                        .limit(MOST_CHANGES)
                        .map(change -> MirrorPage.Change.of(
                                change,
                                change.kind() == UpstreamChange.Kind.ADDED
                                        ? href
                                        : standing + "?item=" + change.item()))
                        .toList(),
                changes.size(),
                look.first(),
                look.findings().size(),
                noticed(look.findings()),
                instead(waiting, look),
                look.mapping() == null ? null : href + "/columns",
                href);
    }

    /** What else may be done: mirror a framework that somebody else looks after, or derive a variant of one that stands here. */
    private List<Action> instead(PendingImports.PendingImport waiting, ImportLook.Readable look) {
        List<Action> instead = new ArrayList<>();
        String fetched = waiting.source().matches("https?://.*") ? waiting.source() : look.uri();
        boolean elsewhere = fetched.matches("https?://.*");
        if (!look.preview().allowed()) {
            FrameworkId owner = look.owner();
            frameworks
                    .find(owner == null ? new FrameworkId(look.preview().identifier()) : owner)
                    .filter(access::mayRead)
                    .ifPresent(here -> {
                        instead.add(new Action("Read it as it stands here", "/frameworks/" + here.id()));
                        instead.add(new Action("Make a local variant of it", "/frameworks/" + here.id() + "/variants"));
                    });
        }
        if (elsewhere && (!look.preview().allowed() || waiting.source().equals(fetched))) {
            instead.add(new Action(
                    "Mirror it from its source instead",
                    UriComponentsBuilder.fromPath("/frameworks/mirrors")
                            .queryParam("address", "{address}")
                            .encode()
                            .buildAndExpand(fetched)
                            .toUriString()));
        }
        return instead;
    }

    private static ModelAndView job(PendingImports.PendingImport job) {
        boolean working = isWorking(job);
        PendingImports.Share share = job.share();
        return new ModelAndView(
                "frameworks/importjob",
                Map.of(
                        "page",
                        new PreviewPage.Job(
                                job.shown(),
                                "/frameworks/import/" + job.id(),
                                working,
                                job.state() == PendingImports.State.FAILED,
                                Optional.ofNullable(working ? job.step() : job.outcome())
                                        .orElse(""),
                                share == null ? 0 : share.written(),
                                share == null ? 0 : share.inAll(),
                                working && job.attempts() > 1
                                        ? "The server stopped in the middle of it and began it anew: this is attempt %d of %d."
                                                .formatted(job.attempts(), ImportJobs.MOST_ATTEMPTS)
                                        : null,
                                job.framework() == null ? null : "/frameworks/" + job.framework())));
    }

    private static boolean isWorking(PendingImports.PendingImport job) {
        return job.state() == PendingImports.State.QUEUED || job.state() == PendingImports.State.RUNNING;
    }

    /** What the person brought in the last day and may come back to. */
    private List<ImportPage.Brought> brought(SignedIn person) {
        return pending.of(person.id()).stream()
                .map(one -> new ImportPage.Brought(
                        one.shown(),
                        "/frameworks/import/" + one.id(),
                        switch (one.state()) {
                            case LOOKED_AT -> StateView.neutral("Waits for your word");
                            case QUEUED -> StateView.active("Waits for its turn");
                            case RUNNING -> StateView.active("Comes in");
                            case DONE -> StateView.good("In");
                            case FAILED -> StateView.bad("Did not come in");
                        },
                        Optional.ofNullable(isWorking(one) ? one.step() : one.outcome())
                                .orElse("Nothing has happened yet.")))
                .toList();
    }

    private ColumnsPage columns(PendingImports.PendingImport waiting, String wanted) {
        byte[] bytes = pending.bytes(waiting);
        IncomingForm how = waiting.how();
        SheetColumns all = files.columns(bytes, how).orElseThrow(Problem::notFound);
        Optional<ColumnMapping> said = Optional.ofNullable(how.mapping());
        String named = wanted.isBlank() ? said.map(ColumnMapping::sheet).orElse("") : wanted;
        SheetColumns.Sheet sheet = all.sheet(named == null ? "" : named)
                .or(() -> all.sheets().stream().filter(one -> !one.hidden()).findFirst())
                .or(() -> all.sheets().stream().findFirst())
                .orElseThrow(
                        () -> new Problem(ProblemType.CASE_INVALID, "%s has no table.".formatted(waiting.source())));
        ColumnMapping mapping = said.filter(
                        m -> wanted.isBlank() && (m.sheet() == null || m.sheet().equals(sheet.name())))
                .orElse(sheet.guess());
        ColumnMapping whole = new ColumnMapping(sheet.name(), mapping.headingLine(), mapping.roles());
        ImportLook look = whole.isUsable()
                ? imports.look(waiting.owner(), bytes, how.with(whole))
                : new ImportLook.Refused(List.of());
        List<ColumnsPage.Column> columns = sheet.columns().stream()
                .map(column -> column(sheet, column, mapping))
                .toList();
        String href = "/frameworks/import/" + waiting.id();
        boolean readable = look instanceof ImportLook.Readable;
        return new ColumnsPage(
                waiting.shown(),
                href + "/columns",
                href,
                all.sheets().stream()
                        .map(one -> Option.of(one.name(), one.name() + (one.hidden() ? " (hidden)" : "")))
                        .toList(),
                sheet.name(),
                mapping.headingLine(),
                columns,
                Stream.concat(
                                Stream.of(Option.of("", "says nothing that counts")),
                                USUAL.stream().map(role -> Option.of(role.name(), words(role))))
                        .toList(),
                look instanceof ImportLook.Readable found && !found.preview().firstTime(),
                how.unmentioned().name(),
                look instanceof ImportLook.Readable found ? found.first() : List.of(),
                look instanceof ImportLook.Readable found ? found.preview().items() : 0,
                readable,
                lines(look.findings()).stream().limit(20).toList(),
                look.findings().size(),
                whole.isUsable() ? null : "Say which column is the statement.");
    }

    private static ColumnsPage.Column column(
            SheetColumns.Sheet sheet, SheetColumns.Column column, ColumnMapping mapping) {
        int at = sheet.columns().indexOf(column);
        return new ColumnsPage.Column(
                column.index(),
                column.letter(),
                column.heading(),
                Optional.ofNullable(mapping.roles().get(column.index()))
                        .map(Enum::name)
                        .orElse(""),
                sheet.samples().stream()
                        .filter(row -> at < row.size())
                        .map(row -> row.get(at))
                        .filter(value -> !value.isBlank())
                        .limit(3)
                        .toList());
    }

    /** What a column says, in words. */
    private static String words(ColumnRole role) {
        return switch (role) {
            case STATEMENT -> "the statement";
            case INDENTED_STATEMENT -> "the statement, indented by its level";
            case CODE -> "the code";
            case PARENT -> "the code of what it stands under";
            case LEVEL -> "how deep it stands (1, 2, 3)";
            case SMART_LEVEL -> "its place in the tree (1.2.3)";
            case PATH -> "a step of the path above it";
            case SEQUENCE_NUMBER -> "the order among siblings";
            case IDENTIFIER -> "the identifier";
            case ITEM_TYPE -> "the type (CFItemType)";
            case STATUS_START -> "the first day on which it holds";
            case STATUS_END -> "the last day on which it holds";
            case EXTENSION -> "something else, kept as an extension";
            default -> role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private PendingImports.PendingImport require(UUID id) {
        SignedIn person = current.require();
        PendingImports.PendingImport waiting =
                pending.find(id).filter(found -> person.is(found.by())).orElseThrow(Problem::notFound);
        current.require(waiting.owner(), Role.EDITOR);
        return waiting;
    }

    /** The framework that somebody means to update, if it is one of theirs. */
    private Optional<Framework> updated(String into) {
        return access.visible().stream()
                .filter(framework -> framework.id().toString().equals(into) && access.mayEdit(framework.owner()))
                .findFirst();
    }

    private ModelAndView form(String kind, String into, String address, boolean publish, @Nullable Problem problem) {
        SignedIn person = current.require();
        List<Membership> importing = access.importing();
        if (importing.isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Bringing in a framework needs the role of editor or owner in an organization.");
        }
        List<Option> targets = new ArrayList<>();
        targets.add(Option.of("", "Whatever the file says: a new one, or the one that it is"));
        access.visible().stream()
                .filter(framework -> access.mayEdit(framework.owner()))
                .forEach(framework -> targets.add(Option.of(framework.id().toString(), framework.title())));
        ImportPage page = new ImportPage(
                importing.stream()
                        .map(m -> Option.of(
                                m.organization().id().toString(),
                                m.organization().name()))
                        .toList(),
                KINDS,
                Set.of(kind),
                targets,
                into,
                address,
                publish,
                updated(into).filter(Framework::published).map(Framework::title).orElse(null),
                problem == null ? null : problem.getMessage(),
                problem == null ? List.of() : problem.findings(),
                brought(person));
        return new ModelAndView("frameworks/import", Map.of("page", page));
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream()
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .map(finding -> "%s%s: %s (%s)"
                        .formatted(
                                switch (finding.severity()) {
                                    case ERROR -> "Error";
                                    case WARNING -> "Warning";
                                    case REPAIR -> "Repaired";
                                },
                                finding.pointer().isEmpty() ? "" : " at " + finding.pointer(),
                                finding.message(),
                                finding.code()))
                .toList();
    }

    private static String kind(FrameworkKind kind) {
        return KINDS.stream()
                .filter(one -> one.value().equals(kind.name()))
                .findFirst()
                .orElseThrow()
                .label();
    }

    /** Who may read it once it is in. */
    private static String readers(PendingImports.PendingImport waiting, ImportLook.Readable look) {
        if (look.standing() != null && look.standing().published()) {
            return "Everybody: it is published already, and stays so";
        }
        return waiting.publish() ? "Everybody, as soon as it is in" : "Your organization, until you publish it";
    }

    private static boolean nothing(PendingImports.PendingImport waiting, ImportLook.Readable look) {
        return look.same()
                && look.standing() != null
                && look.standing().kind() == waiting.kind()
                && (look.standing().published() || !waiting.publish());
    }

    /** Findings by kind, the worst first. */
    private static List<PreviewPage.Noticed> noticed(List<Finding> findings) {
        Map<String, List<Finding>> byKind = new LinkedHashMap<>();
        findings.stream()
                .sorted((a, b) -> a.severity().compareTo(b.severity()))
                .forEach(finding -> byKind.computeIfAbsent(
                                finding.severity() + " " + finding.code(), _ -> new ArrayList<>())
                        .add(finding));
        return byKind.values().stream()
                .map(kind -> new PreviewPage.Noticed(
                        kind.getFirst().code(),
                        switch (kind.getFirst().severity()) {
                            case ERROR -> StateView.bad("Error");
                            case WARNING -> StateView.unsure("Look at it");
                            case REPAIR -> StateView.good("Repaired");
                        },
                        found(kind.getFirst()),
                        kind.stream().skip(1).map(ImportPages::found).toList()))
                .toList();
    }

    private static PreviewPage.Found found(Finding finding) {
        return new PreviewPage.Found(finding.pointer(), finding.message());
    }

    private static String sentence(PendingImports.PendingImport waiting, ImportLook.Readable look) {
        ImportPreview preview = look.preview();
        if (!preview.allowed()) {
            return preview.refusal();
        }
        if (preview.firstTime()) {
            return "This framework is new here. It brings %s and %s."
                    .formatted(
                            Numbers.count(preview.items(), "statement", "statements"),
                            Numbers.count(preview.associations(), "association", "associations"));
        }
        if (nothing(waiting, look)) {
            return "Nothing would change: the framework stands here exactly so already.";
        }
        if (look.same()) {
            return "Its text stands here exactly so already. Only what stands below it would change.";
        }
        if (!preview.changes()) {
            return "The framework stands here already, with the same statements. What is said of the whole, or how they hang together, changes.";
        }
        return "The framework stands here already. The file adds %s, changes %s and retires %s; retired statements are kept."
                .formatted(
                        Numbers.count(preview.added(), "statement", "statements"),
                        Numbers.count(preview.changed()),
                        Numbers.count(preview.retired()));
    }
}
