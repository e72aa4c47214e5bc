package org.throughline.server.frameworks.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.StateView;
import org.throughline.server.frameworks.FoundItem;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkActions;
import org.throughline.server.frameworks.FrameworkDownloads;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Mirror;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.Variant;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;

/** The list of frameworks with the search across them, and one framework as a tree. */
@Controller
class FrameworksPages {
    private static final int FOUND_PER_PAGE = 25;

    private final Frameworks frameworks;
    private final FrameworkDownloads downloads;
    private final FrameworkFacts facts;
    private final FrameworkAccess access;
    private final Trees trees;
    private final ItemPanes panes;
    private final Mirrors mirrors;
    private final Variants variants;
    private final List<FrameworkActions> actions;
    private final CurrentPerson current;

    FrameworksPages(
            Frameworks frameworks,
            FrameworkDownloads downloads,
            FrameworkFacts facts,
            FrameworkAccess access,
            Trees trees,
            ItemPanes panes,
            Mirrors mirrors,
            Variants variants,
            List<FrameworkActions> actions,
            CurrentPerson current) {
        this.frameworks = frameworks;
        this.downloads = downloads;
        this.facts = facts;
        this.access = access;
        this.trees = trees;
        this.panes = panes;
        this.mirrors = mirrors;
        this.variants = variants;
        this.actions = List.copyOf(actions);
        this.current = current;
    }

    @GetMapping("/frameworks")
    ModelAndView list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int offset) {
        List<Framework> visible = access.visible();
        boolean mayImport = !access.importing().isEmpty();
        FrameworksPage page;
        if (q.isBlank()) {
            page = new FrameworksPage("", shelves(visible), List.of(), null, mayImport);
        } else {
            List<FrameworkId> ids = visible.stream().map(Framework::id).toList();
            Page<FoundItem> found = frameworks.search(q, null, ids, Math.max(0, offset), FOUND_PER_PAGE);
            page = new FrameworksPage(
                    q,
                    List.of(),
                    found.items().stream().map(FrameworksPages::row).toList(),
                    links(q, found),
                    mayImport);
        }
        return new ModelAndView(
                "frameworks/list",
                Map.of(
                        "page",
                        page,
                        "ways",
                        actions.stream()
                                .flatMap(room -> room.unpublished(current.find()).stream())
                                .toList()));
    }

    @GetMapping("/frameworks/{id}")
    ModelAndView one(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String q, @RequestParam Optional<UUID> item) {
        Framework framework = access.require(id);
        FrameworkItem chosen = item.map(i -> itemOf(framework, i)).orElse(null);
        List<FrameworksPage.FoundRow> found = q.isBlank()
                ? List.of()
                : frameworks.search(q, framework.id(), List.of(framework.id()), 0, 200).items().stream()
                        .map(FrameworksPages::row)
                        .toList();
        return new ModelAndView("frameworks/tree", Map.of("page", page(framework, q, found, chosen)));
    }

    @GetMapping("/frameworks/{id}/children/{parent}")
    ModelAndView children(
            @PathVariable UUID id,
            @PathVariable UUID parent,
            @RequestParam(defaultValue = "2") int level,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "BOTH") Trees.Toward toward) {
        Framework framework = access.require(id);
        return new ModelAndView(
                "frameworks/children",
                Map.of(
                        "drawn",
                        trees.level(framework, parent, level, Math.clamp(offset, 0, 1_000_000), toward),
                        "level",
                        level));
    }

    @GetMapping("/frameworks/{id}/package")
    ResponseEntity<byte[]> download(@PathVariable UUID id, @RequestParam(defaultValue = "case1.1") String as) {
        Framework framework = access.require(id);
        FrameworkDownloads.Form form = FrameworkDownloads.Form.named(as).orElseThrow(Problem::notFound);
        String name = framework.title().replaceAll("[^\\p{L}\\p{N}]+", "-") + "." + form.ending();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(form.type()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(downloads.write(framework.id(), form).orElseThrow(Problem::notFound));
    }

    private FrameworkPage page(
            Framework framework, String q, List<FrameworksPage.FoundRow> found, @Nullable FrameworkItem chosen) {
        Optional<Mirror> mirror = mirrors.as(framework.id());
        return new FrameworkPage(
                framework.title(),
                "/frameworks/" + framework.id(),
                framework.description(),
                facts.of(framework),
                state(framework),
                q,
                q.isBlank() ? trees.of(framework, chosen) : DrawnTree.NOTHING,
                found,
                chosen == null ? null : panes.of(chosen),
                "/frameworks/" + framework.id() + "/package",
                Arrays.stream(FrameworkDownloads.Form.values())
                        .map(form -> new FrameworkPage.Named(
                                form.title(),
                                null,
                                "/frameworks/" + framework.id() + "/package?as=" + form.word(),
                                form.holds()))
                        .toList(),
                access.mayEdit(framework.owner()) && mirror.isEmpty(),
                "/frameworks/import?into=" + framework.id(),
                mirror.map(m -> origin(framework, m)).orElse(null),
                variants.of(framework.id()).map(v -> derived(framework, v)).orElse(null),
                access.importing().isEmpty() ? null : "/frameworks/" + framework.id() + "/variants",
                actions.stream()
                        .flatMap(room -> room.tabs(framework, current.find(), FrameworkActions.Tab.READ).stream())
                        .findFirst()
                        .orElse(null),
                actions.stream()
                        .flatMap(room -> room.with(framework, current.find()).stream())
                        .toList());
    }

    /** What a local variant was derived from, as far as whoever asks may know. */
    private FrameworkPage.Derived derived(Framework framework, Variant variant) {
        Optional<Framework> source = frameworks.find(variant.source()).filter(access::mayRead);
        int behind = source.isPresent() ? variants.behind(variant) : 0;
        return new FrameworkPage.Derived(
                source.map(Framework::title).orElse("a framework that is not open to you"),
                source.map(found -> "/frameworks/" + found.id()).orElse(null),
                behind == 0
                        ? "It has taken along everything that its source changed."
                        : "Its source has had %s since."
                                .formatted(Numbers.count(behind, "new version", "new versions")),
                behind > 0 && access.mayEdit(framework.owner()) ? "/frameworks/" + framework.id() + "/upstream" : null);
    }

    /** Where a mirrored framework comes from, for whoever may see it. */
    private FrameworkPage.Origin origin(Framework framework, Mirror mirror) {
        return new FrameworkPage.Origin(
                mirror.address(),
                mirror.vanished()
                        ? "Its source has it no more; what stands here is what it said last."
                        : mirror.state() == Mirror.State.FOLLOWING
                                ? "Its source is asked from time to time; it is never edited here."
                                : "Its source is not asked at the moment; it is never edited here.",
                mirror.lookedAt() == null ? "not yet" : Dates.words(mirror.lookedAt()),
                Optional.ofNullable(mirror.licence().title()).orElse("its source names none") + ".",
                access.mayEdit(framework.owner()) ? "/frameworks/mirrors/" + mirror.id() : null);
    }

    private FrameworkItem itemOf(Framework framework, UUID identifier) {
        return frameworks.in(framework.id(), identifier).orElseThrow(Problem::notFound);
    }

    private List<FrameworksPage.Shelf> shelves(List<Framework> visible) {
        return Stream.of(
                        shelf(visible, FrameworkKind.OUTCOMES, "Programme outcomes", "What people learn."),
                        shelf(visible, FrameworkKind.JOB_ROLE, "Job roles", "What the work asks for."),
                        shelf(visible, FrameworkKind.STANDARDS, "Other standards", "What others have agreed on."))
                .filter(shelf -> !shelf.entries().isEmpty())
                .toList();
    }

    private FrameworksPage.Shelf shelf(List<Framework> visible, FrameworkKind kind, String title, String lede) {
        return new FrameworksPage.Shelf(
                title,
                lede,
                visible.stream()
                        .filter(framework -> framework.kind() == kind)
                        .map(framework -> new FrameworksPage.Entry(
                                framework.title(),
                                "/frameworks/" + framework.id(),
                                framework.creator(),
                                facts.owner(framework),
                                Numbers.count(framework.items(), "statement", "statements"),
                                state(framework)))
                        .toList());
    }

    private static StateView state(Framework framework) {
        return framework.published() ? StateView.good("Published") : StateView.active("Not published");
    }

    private static FrameworksPage.FoundRow row(FoundItem found) {
        FrameworkItem item = found.item();
        return new FrameworksPage.FoundRow(
                item.code(),
                item.statement(),
                item.language(),
                "/frameworks/" + item.framework() + "?item=" + item.identifier(),
                item.frameworkTitle(),
                String.join(
                        " › ", found.path().stream().map(FrameworkItem::label).toList()));
    }

    private static PageLinks links(String q, Page<FoundItem> found) {
        String previous = found.offset() == 0 ? null : at(q, Math.max(0, found.offset() - found.limit()));
        String next = found.hasNext() ? at(q, found.offset() + found.limit()) : null;
        long from = found.items().isEmpty() ? 0 : found.offset() + 1L;
        Long total = found.total() < Frameworks.MOST_FOUND ? found.total() : null;
        return new PageLinks(from, found.offset() + (long) found.items().size(), total, previous, next);
    }

    private static String at(String q, int offset) {
        return UriComponentsBuilder.fromPath("/frameworks")
                .queryParam("q", "{q}")
                .queryParam("offset", offset)
                .encode()
                .buildAndExpand(q)
                .toUriString();
    }
}
