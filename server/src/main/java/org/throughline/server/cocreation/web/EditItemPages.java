package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.cocreation.DocumentText;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftItem;
import org.throughline.server.cocreation.DraftTable;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.EditOutcome;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Crumb;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** One statement of a draft: all its texts, its translations and links, what was done to it and who rests on it; and the framework itself. */
@Controller
class EditItemPages {
    private static final int PAST = 50;

    private final WorkspaceAccess access;
    private final Drafts drafts;
    private final DraftTable table;
    private final Frameworks frameworks;
    private final People people;
    private final DraftTabs tabs;

    EditItemPages(
            WorkspaceAccess access,
            Drafts drafts,
            DraftTable table,
            Frameworks frameworks,
            People people,
            DraftTabs tabs) {
        this.access = access;
        this.drafts = drafts;
        this.table = table;
        this.frameworks = frameworks;
        this.people = people;
        this.tabs = tabs;
    }

    @GetMapping("/frameworks/{id}/edit/items/{item}")
    ModelAndView page(@PathVariable UUID id, @PathVariable UUID item) {
        Seat seat = access.require(id);
        DraftItem found = drafts.item(seat.framework(), item).orElseThrow(Problem::notFound);
        if (!seat.role().edits()) {
            // fields that keep nothing are a trap: whoever proposes or reads finds the statement where it is talked
            // about
            return new ModelAndView("redirect:" + seat.base() + "/talk/" + item);
        }
        return shown(seat, found, found.text(), found.textRevision(), null, null);
    }

    @PostMapping("/frameworks/{id}/edit/items/{item}")
    ModelAndView keep(
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam MultiValueMap<String, String> fields,
            RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        DraftItem before = drafts.item(seat.framework(), item).orElseThrow(Problem::notFound);
        DraftText text = DraftForms.text(fields, before.text());
        long seen = DraftForms.number(fields, "seen");
        EditOutcome outcome = apply(seat, new DraftEdit.Reword(item, seen, text, fields.containsKey("otherMeaning")));
        return switch (outcome) {
            case EditOutcome.Done done -> {
                toast(redirect, seat, done);
                yield new ModelAndView("redirect:" + seat.base() + "/edit/items/" + item);
            }
            case EditOutcome.Stale stale ->
                shown(seat, stale.now(), text, stale.now().textRevision(), stale.now(), null);
            case EditOutcome.Refused refused -> shown(seat, before, text, seen, null, refused.reason());
        };
    }

    /** Brings the words back that an act changed. */
    @PostMapping("/frameworks/{id}/edit/items/{item}/restore-text")
    ModelAndView restore(
            @PathVariable UUID id, @PathVariable UUID item, @RequestParam long act, RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        DraftItem now = drafts.item(seat.framework(), item).orElseThrow(Problem::notFound);
        DraftText old = drafts.history(seat.framework(), item, PAST).stream()
                .filter(past -> past.act() == act)
                .findFirst()
                .flatMap(past -> Optional.ofNullable(past.before()))
                .orElseThrow(Problem::notFound);
        return done(seat, item, apply(seat, new DraftEdit.Reword(item, now.textRevision(), old, false)), redirect);
    }

    /** Adds the statement in another language: a new item that says of which it is the translation. */
    @PostMapping("/frameworks/{id}/edit/items/{item}/translations")
    ModelAndView translate(
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam String statement,
            @RequestParam String language,
            RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        DraftItem original = drafts.item(seat.framework(), item).orElseThrow(Problem::notFound);
        UUID fresh = UUID.randomUUID();
        DraftText text = new DraftText(
                statement.strip(),
                original.text().code(),
                null,
                original.text().type(),
                original.text().level(),
                original.text().atHire(),
                language.strip(),
                original.text().educationLevel(),
                List.of(),
                null);
        EditOutcome outcome = drafts.apply(
                seat.framework(),
                List.of(
                        new DraftEdit.Add(fresh, original.parent(), item, text),
                        new DraftEdit.Link(
                                UUID.randomUUID(),
                                fresh,
                                AssociationType.IS_TRANSLATION_OF,
                                LinkGenURI.to(EditPages.label(original), item, drafts.uri(seat.framework(), item)),
                                null)),
                seat.id(),
                seat.organization(),
                null);
        return done(seat, item, outcome, redirect);
    }

    /** Links the statement to one that is known here, in this framework or another. */
    @PostMapping("/frameworks/{id}/edit/items/{item}/links")
    ModelAndView link(
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam String type,
            @RequestParam String to,
            RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        AssociationType meant = AssociationType.ofWire(type)
                .orElseThrow(() -> new Problem(ProblemType.BAD_INPUT, "That is no kind of link."));
        Optional<LinkGenURI> target = target(seat, to.strip());
        if (target.isEmpty()) {
            DraftItem now = drafts.item(seat.framework(), item).orElseThrow(Problem::notFound);
            return shown(
                    seat,
                    now,
                    now.text(),
                    now.textRevision(),
                    null,
                    "There is no statement with the address or code “%s” here.".formatted(to.strip()));
        }
        return done(
                seat,
                item,
                apply(seat, new DraftEdit.Link(UUID.randomUUID(), item, meant, target.get(), null)),
                redirect);
    }

    @PostMapping("/frameworks/{id}/edit/items/{item}/links/{link}/remove")
    ModelAndView unlink(
            @PathVariable UUID id, @PathVariable UUID item, @PathVariable UUID link, RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        return done(seat, item, apply(seat, new DraftEdit.Unlink(link)), redirect);
    }

    /** An address that ends with an identifier, an identifier, or a code of this draft. */
    private Optional<LinkGenURI> target(Seat seat, String typed) {
        String last = typed.substring(typed.lastIndexOf('/') + 1);
        Optional<UUID> identifier = CaseIds.parse(last.startsWith("i-") ? last.substring(2) : last);
        Optional<DraftItem> here = identifier
                .flatMap(id -> drafts.item(seat.framework(), id))
                .or(() -> drafts.search(seat.framework(), typed, 20).stream()
                        .filter(item -> typed.equalsIgnoreCase(item.text().code()))
                        .findFirst());
        return here.map(item -> LinkGenURI.to(
                        EditPages.label(item), item.identifier(), drafts.uri(seat.framework(), item.identifier())))
                .or(() -> frameworks
                        .item(new ItemUri(typed.isEmpty() ? "-" : typed))
                        .or(() -> identifier.flatMap(frameworks::item))
                        .map(item -> LinkGenURI.to(
                                item.label(), item.identifier(), item.uri().value())));
    }

    @GetMapping("/frameworks/{id}/about")
    ModelAndView about(@PathVariable UUID id) {
        Seat seat = access.require(id);
        return about(seat, describe(seat), null);
    }

    @PostMapping("/frameworks/{id}/about")
    ModelAndView describe(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes redirect) {
        Seat seat = access.requireEditing(id);
        DocumentText text = new DocumentText(
                field(fields, "title", ""),
                field(fields, "creator", ""),
                optional(fields, "publisher"),
                optional(fields, "description"),
                optional(fields, "language"),
                optional(fields, "version"),
                optional(fields, "adoptionStatus"),
                optional(fields, "officialSourceURL"),
                optional(fields, "notes"));
        return switch (apply(seat, new DraftEdit.Describe(text, optional(fields, "seen")))) {
            case EditOutcome.Done done -> {
                toast(redirect, seat, done);
                yield new ModelAndView("redirect:" + seat.base() + "/about");
            }
            case EditOutcome.Refused refused -> about(seat, text, refused.reason());
            case EditOutcome.Stale _ ->
                throw new IllegalStateException("what is said about a framework has no revision");
        };
    }

    private DocumentText describe(Seat seat) {
        return DocumentText.of(drafts.document(seat.framework()));
    }

    private ModelAndView about(Seat seat, DocumentText text, @Nullable String refused) {
        return new ModelAndView(
                "cocreation/about",
                Map.of(
                        "page",
                        new AboutPage(
                                seat.workspace().title(),
                                seat.base(),
                                tabs.shape(seat, "about"),
                                seat.mayEdit(),
                                text,
                                describe(seat).mark(),
                                refused)));
    }

    private static String field(MultiValueMap<String, String> fields, String name, String otherwise) {
        return DraftForms.said(fields, name).map(String::strip).orElse(otherwise);
    }

    private static @Nullable String optional(MultiValueMap<String, String> fields, String name) {
        return DraftForms.said(fields, name)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private EditOutcome apply(Seat seat, DraftEdit edit) {
        return drafts.apply(seat.framework(), List.of(edit), seat.id(), seat.organization(), null);
    }

    private static void toast(RedirectAttributes redirect, Seat seat, EditOutcome.Done done) {
        redirect.addFlashAttribute(
                "toast",
                new ToastView(done.summary(), done.act() == 0 ? null : seat.base() + "/edit/undo/" + done.act()));
    }

    private ModelAndView done(Seat seat, UUID item, EditOutcome outcome, RedirectAttributes redirect) {
        switch (outcome) {
            case EditOutcome.Done done -> toast(redirect, seat, done);
            case EditOutcome.Refused refused -> throw new Problem(ProblemType.CONFLICT, refused.reason());
            case EditOutcome.Stale _ ->
                throw new Problem(ProblemType.CONFLICT, "Somebody changed this statement meanwhile.");
        }
        return new ModelAndView("redirect:" + seat.base() + "/edit/items/" + item);
    }

    private ModelAndView shown(
            Seat seat,
            DraftItem item,
            DraftText text,
            long seen,
            @Nullable DraftItem theirs,
            @Nullable String refused) {
        List<Crumb> crumbs = new ArrayList<>();
        crumbs.add(new Crumb("Frameworks", "/frameworks"));
        crumbs.add(new Crumb(seat.workspace().title(), seat.base() + "/edit"));
        drafts.path(seat.framework(), item.identifier())
                .forEach(above -> crumbs.add(
                        new Crumb(EditPages.label(above), seat.base() + "/edit/items/" + above.identifier())));
        List<EditItemPage.Linked> links = new ArrayList<>();
        List<EditItemPage.Linked> translations = new ArrayList<>();
        for (CFAssociation link : drafts.links(seat.framework(), item.identifier())) {
            (link.associationType() == AssociationType.IS_TRANSLATION_OF ? translations : links)
                    .add(linked(seat, item, link));
        }
        String href = seat.base() + "/edit/items/" + item.identifier();
        return new ModelAndView(
                "cocreation/edititem",
                Map.of(
                        "page",
                        new EditItemPage(
                                seat.workspace().title(),
                                seat.base(),
                                tabs.shape(seat, "item"),
                                href,
                                item.identifier().toString(),
                                EditPages.label(item),
                                seat.mayEdit() && !item.retired(),
                                item.retired(),
                                item.standing(),
                                seen,
                                text,
                                theirs == null ? null : theirs.text(),
                                theirs == null ? null : name(theirs.changedBy()),
                                refused,
                                crumbs,
                                links,
                                translations,
                                cited(seat, item),
                                past(seat, item),
                                table.values(seat.framework(), false),
                                table.values(seat.framework(), true))));
    }

    private String name(PersonId person) {
        return people.names(List.of(person)).values().stream().findFirst().orElse("somebody who has left");
    }

    private EditItemPage.Linked linked(Seat seat, DraftItem item, CFAssociation link) {
        boolean outgoing =
                link.originNodeURI().identifier().equals(item.identifier().toString());
        LinkGenURI other = outgoing ? link.destinationNodeURI() : link.originNodeURI();
        Optional<DraftItem> here = CaseIds.parse(other.identifier()).flatMap(id -> drafts.item(seat.framework(), id));
        return new EditItemPage.Linked(
                link.identifier().toString(),
                (outgoing ? "this is: " : "that is: ") + link.associationType().words(),
                here.map(EditPages::label).orElse(other.title()),
                here.map(one -> one.text().language()).orElse(null),
                here.map(one -> seat.base() + "/edit/items/" + one.identifier())
                        .or(() -> frameworks
                                .item(new ItemUri(other.uri()))
                                .map(FrameworkItem::identifier)
                                .map(id -> "/uri/" + id))
                        .orElse(null));
    }

    private List<EditItemPage.Cited> cited(Seat seat, DraftItem item) {
        return frameworks.citations(new ItemUri(drafts.uri(seat.framework(), item.identifier()))).stream()
                .map(citation -> new EditItemPage.Cited(Kinds.one(citation.kind()), citation.label(), citation.href()))
                .toList();
    }

    private List<EditItemPage.Past> past(Seat seat, DraftItem item) {
        List<Drafts.Past> past = drafts.history(seat.framework(), item.identifier(), PAST);
        Map<PersonId, String> names = new LinkedHashMap<>(
                people.names(past.stream().map(Drafts.Past::by).distinct().toList()));
        return past.stream()
                .map(one -> {
                    DraftText before = one.before();
                    DraftText after = one.after();
                    boolean reworded = before != null && after != null && !before.equals(after);
                    return new EditItemPage.Past(
                            one.act(),
                            one.summary(),
                            Optional.ofNullable(names.get(one.by())).orElse("somebody who has left"),
                            Dates.words(one.at()),
                            before != null
                                            && after != null
                                            && !before.statement().equals(after.statement())
                                    ? TextDiff.between(before.statement(), after.statement())
                                            .runs()
                                    : List.of(),
                            reworded && seat.mayEdit() && !item.retired());
                })
                .toList();
    }
}
