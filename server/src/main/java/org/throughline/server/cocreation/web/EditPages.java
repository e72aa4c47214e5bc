package org.throughline.server.cocreation.web;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.DraftLimits;
import org.throughline.server.cocreation.DraftSearch;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.EditOutcome;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.ToastView;
import org.throughline.server.organizations.People;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** A draft as a tree that is worked on by keyboard, mouse or finger; every act goes through one address, with and without script. */
@Controller
class EditPages {
    private static final int FOUND = 300;
    private static final int RETIRED = 50;

    private final WorkspaceAccess access;
    private final Drafts drafts;
    private final DraftSearch search;
    private final DraftTrees trees;
    private final Moves moves;
    private final People people;
    private final DraftTabs tabs;
    private final Clock clock;

    EditPages(
            WorkspaceAccess access,
            Drafts drafts,
            DraftSearch search,
            DraftTrees trees,
            Moves moves,
            People people,
            DraftTabs tabs,
            Clock clock) {
        this.access = access;
        this.drafts = drafts;
        this.search = search;
        this.trees = trees;
        this.moves = moves;
        this.people = people;
        this.tabs = tabs;
        this.clock = clock;
    }

    /** The draft; narrowed to what was searched for and what leads there. A page with script asks for its tree alone. */
    @GetMapping("/frameworks/{id}/edit")
    ModelAndView page(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam Optional<UUID> at,
            @RequestParam(defaultValue = "") List<UUID> open,
            @RequestHeader(name = "X-Tree", defaultValue = "") String tree) {
        Seat seat = access.require(id);
        Sought sought = new Sought(q, Math.max(0, from));
        Set<UUID> opened = open.isEmpty() ? null : Set.copyOf(open);
        return new ModelAndView(
                tree.isEmpty() ? "cocreation/edit" : "cocreation/edittree",
                Map.of("page", page(seat, sought, opened, at.orElse(null), null)));
    }

    /** What was searched for, and how many of those found are passed over. */
    private record Sought(String words, int from) {}

    @GetMapping("/frameworks/{id}/edit/children/{parent}")
    ModelAndView children(
            @PathVariable UUID id,
            @PathVariable UUID parent,
            @RequestParam(defaultValue = "2") int level,
            @RequestParam(defaultValue = "0") int offset) {
        Seat seat = access.require(id);
        return new ModelAndView(
                "cocreation/children",
                Map.of(
                        "drawn",
                        trees.level(seat.framework(), parent, level, Math.clamp(offset, 0, 1_000_000)),
                        "level",
                        level));
    }

    /**
     * Does something: {@code add}, {@code up}, {@code down}, {@code in}, {@code out}, {@code after}, {@code before}, {@code inside}, {@code
     * retire}, {@code restore}, {@code undo}, {@code redo}. A page with script gets its tree anew, another goes back to it.
     */
    @PostMapping("/frameworks/{id}/edit")
    ModelAndView act(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestHeader(name = "X-Tree", defaultValue = "") String tree,
            RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        Done done = done(seat, fields);
        if (tree.isEmpty()) {
            switch (done.outcome()) {
                case EditOutcome.Done kept ->
                    redirect.addFlashAttribute(
                            "toast",
                            new ToastView(
                                    kept.summary(), kept.act() == 0 ? null : seat.base() + "/edit/undo/" + kept.act()));
                case EditOutcome.Refused refused -> throw new Problem(ProblemType.CONFLICT, refused.reason());
                case EditOutcome.Stale _ ->
                    throw new Problem(ProblemType.CONFLICT, "Somebody changed this statement meanwhile.");
            }
            return new ModelAndView("redirect:" + seat.base() + "/edit"
                    + (done.focus() == null ? "" : "?at=" + done.focus() + "#i-" + done.focus()));
        }
        EditPage.Said said = said(done);
        Set<UUID> open = new HashSet<>(DraftForms.ids(fields, "open"));
        Sought sought = new Sought(DraftForms.said(fields, "q").orElse(""), (int)
                Math.clamp(DraftForms.number(fields, "from"), 0, DraftLimits.ITEMS));
        return new ModelAndView(
                "cocreation/edittree", Map.of("page", page(access.require(id), sought, open, done.focus(), said)));
    }

    @PostMapping("/frameworks/{id}/edit/undo/{act}")
    ModelAndView undo(@PathVariable UUID id, @PathVariable long act, RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        switch (drafts.undo(seat.framework(), act, seat.id(), seat.organization())) {
            case EditOutcome.Done done ->
                redirect.addFlashAttribute(
                        "toast", new ToastView(done.summary(), seat.base() + "/edit/undo/" + done.act()));
            case EditOutcome.Refused refused -> throw new Problem(ProblemType.CONFLICT, refused.reason());
            case EditOutcome.Stale _ -> throw new IllegalStateException("nothing is stale when it is taken back");
        }
        return new ModelAndView("redirect:" + seat.base() + "/edit");
    }

    /** The texts that the tree edits in place, with what the editor saw. */
    @GetMapping(path = "/frameworks/{id}/edit/items/{item}/text", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> text(@PathVariable UUID id, @PathVariable UUID item) {
        Seat seat = access.require(id);
        return ResponseEntity.ok(told(drafts.item(seat.framework(), item).orElseThrow(Problem::notFound)));
    }

    /** Keeps a statement and its code as they are typed. */
    @PostMapping(path = "/frameworks/{id}/edit/items/{item}/text", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> keep(
            @PathVariable UUID id, @PathVariable UUID item, @RequestParam MultiValueMap<String, String> fields) {
        Seat seat = access.requireEditing(id);
        DraftItem before = drafts.item(seat.framework(), item).orElseThrow(Problem::notFound);
        DraftText text = DraftForms.text(fields, before.text());
        EditOutcome outcome = drafts.apply(
                seat.framework(),
                List.of(new DraftEdit.Reword(item, DraftForms.number(fields, "seen"), text, false)),
                seat.id(),
                seat.organization(),
                null);
        Map<String, Object> answer = new HashMap<>();
        switch (outcome) {
            case EditOutcome.Done done -> {
                answer.putAll(told(drafts.item(seat.framework(), item).orElseThrow(Problem::notFound)));
                answer.put("outcome", "done");
                answer.put("sentence", done.summary());
                answer.put("act", done.act());
                answer.put("at", clock.instant().toString());
            }
            case EditOutcome.Stale stale -> {
                answer.putAll(told(stale.now()));
                answer.put("outcome", "stale");
                answer.put(
                        "by",
                        people.names(List.of(stale.now().changedBy())).values().stream()
                                .findFirst()
                                .orElse("somebody"));
            }
            case EditOutcome.Refused refused -> {
                answer.put("outcome", "refused");
                answer.put("sentence", refused.reason());
            }
        }
        return ResponseEntity.ok(answer);
    }

    private static Map<String, Object> told(DraftItem item) {
        Map<String, Object> told = new HashMap<>();
        told.put("statement", item.text().statement());
        told.put("code", item.text().code() == null ? "" : item.text().code());
        told.put("language", item.text().language() == null ? "" : item.text().language());
        told.put("seen", item.textRevision());
        return told;
    }

    /** What was done, and where the focus goes. */
    private record Done(EditOutcome outcome, @Nullable UUID focus) {}

    private Done done(Seat seat, MultiValueMap<String, String> fields) {
        String word = DraftForms.said(fields, "do").orElse("");
        List<UUID> items = DraftForms.ids(fields, "item");
        @Nullable UUID first = items.isEmpty() ? null : items.getFirst();
        @Nullable UUID target = DraftForms.id(fields, "target").orElse(null);
        return switch (word) {
            case "add" -> add(seat, fields, target);
            case "retire" -> {
                UUID beside = moves.beside(seat.framework(), items);
                EditOutcome outcome = apply(seat, new DraftEdit.Retire(items));
                yield new Done(outcome, outcome instanceof EditOutcome.Done ? beside : first);
            }
            case "restore" -> new Done(apply(seat, new DraftEdit.Restore(items)), first);
            case "undo" ->
                new Done(
                        drafts.lastDone(seat.framework(), seat.id())
                                .map(act -> drafts.undo(seat.framework(), act, seat.id(), seat.organization()))
                                .orElse(new EditOutcome.Refused(
                                        seat.framework().value(),
                                        "There is nothing of yours to take back since the last publication.")),
                        first);
            case "redo" ->
                new Done(
                        drafts.lastTakenBack(seat.framework(), seat.id())
                                .map(act -> drafts.undo(seat.framework(), act, seat.id(), seat.organization()))
                                .orElse(new EditOutcome.Refused(
                                        seat.framework().value(), "There is nothing to do again.")),
                        first);
            default ->
                new Done(
                        moves.of(seat.framework(), word, items, target)
                                .map(move -> apply(seat, move))
                                .orElse(new EditOutcome.Done(0, "It can't go further that way.")),
                        first);
        };
    }

    private Done add(Seat seat, MultiValueMap<String, String> fields, @Nullable UUID target) {
        UUID fresh = UUID.randomUUID();
        Optional<DraftItem> beside = Optional.ofNullable(target).flatMap(item -> drafts.item(seat.framework(), item));
        boolean inside = DraftForms.said(fields, "where").orElse("after").equals("inside");
        UUID parent = beside.map(item -> inside ? item.identifier() : item.parent())
                .orElse(seat.framework().value());
        @Nullable
        UUID after = beside.isPresent() && !inside ? beside.get().identifier() : moves.last(seat.framework(), parent);
        @Nullable
        String type =
                beside.filter(_ -> !inside).map(item -> item.text().type()).orElse(null);
        @Nullable String language = beside.map(item -> item.text().language()).orElse(null);
        DraftText empty = DraftForms.nothing(language);
        DraftText text = DraftForms.text(
                fields, new DraftText("", null, null, type, null, false, empty.language(), List.of(), List.of(), null));
        EditOutcome outcome = apply(seat, new DraftEdit.Add(fresh, parent, after, text));
        return new Done(outcome, outcome instanceof EditOutcome.Done ? fresh : target);
    }

    private EditOutcome apply(Seat seat, DraftEdit edit) {
        return drafts.apply(seat.framework(), List.of(edit), seat.id(), seat.organization(), null);
    }

    private EditPage.Said said(Done done) {
        String focus = done.focus() == null ? null : "i-" + done.focus();
        Instant now = clock.instant();
        return switch (done.outcome()) {
            case EditOutcome.Done kept ->
                new EditPage.Said(
                        kept.act() == 0 ? "nothing" : "done", kept.summary(), focus, kept.act(), now.toString());
            case EditOutcome.Refused refused ->
                new EditPage.Said("refused", refused.reason(), focus, 0, now.toString());
            case EditOutcome.Stale _ ->
                new EditPage.Said("refused", "Somebody changed it meanwhile.", focus, 0, now.toString());
        };
    }

    private EditPage page(
            Seat seat, Sought sought, @Nullable Set<UUID> open, @Nullable UUID at, EditPage.@Nullable Said said) {
        boolean whole = sought.words().isBlank();
        DrawnDraft drawn;
        EditPage.@Nullable Found found = null;
        if (whole) {
            drawn = trees.of(seat.framework(), open, at);
        } else {
            DraftSearch.Found hits = search.find(seat.framework(), sought.words(), sought.from(), FOUND, at);
            drawn = trees.found(seat.framework(), hits, open == null ? Set.of() : open, at);
            found = found(seat, sought.words(), hits);
        }
        return new EditPage(
                seat.workspace().title(),
                seat.base(),
                state(seat.workspace()),
                seat.workspace().state() == Workspace.State.IDLE,
                tabs.shape(seat, "edit"),
                seat.mayEdit(),
                seat.leads(),
                sought.words(),
                found,
                drawn.nodes(),
                drawn.total(),
                drawn.window(),
                whole ? retired(seat) : List.of(),
                said);
    }

    private static EditPage.Found found(Seat seat, String words, DraftSearch.Found hits) {
        int until = hits.from() + hits.hits().size();
        String there = hits.total() == 1 ? "1 statement has" : Numbers.count(hits.total()) + " statements have";
        return new EditPage.Found(
                hits.total(),
                hits.from(),
                there + " these words"
                        + (hits.total() > hits.hits().size()
                                ? "; here are those from " + Numbers.count(hits.from() + 1) + " to "
                                        + Numbers.count(until)
                                : "")
                        + ".",
                hits.from() == 0 ? null : found(seat, words, Math.max(0, hits.from() - FOUND)),
                until < hits.total() ? found(seat, words, until) : null);
    }

    private static String found(Seat seat, String words, int from) {
        return UriComponentsBuilder.fromPath(seat.base() + "/edit")
                .queryParam("q", "{words}")
                .queryParam("from", from)
                .encode()
                .buildAndExpand(words)
                .toUriString();
    }

    private List<EditPage.Hit> retired(Seat seat) {
        return drafts.retired(seat.framework(), RETIRED).stream()
                .map(item -> new EditPage.Hit(
                        seat.base() + "/edit/items/" + item.identifier(),
                        item.identifier().toString(),
                        item.text().code(),
                        item.text().statement(),
                        item.text().language()))
                .toList();
    }

    static String label(DraftItem item) {
        return item.text().code() == null
                ? item.text().statement()
                : item.text().code() + " " + item.text().statement();
    }

    static StateView state(Workspace workspace) {
        return switch (workspace.state()) {
            case IDLE -> StateView.good("As published");
            case DRAFT -> StateView.active("Draft");
            case REVIEW -> StateView.active("In review");
        };
    }
}
