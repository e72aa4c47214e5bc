package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.ItemThread;
import org.throughline.server.cocreation.ItemThreads;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.ShapedItem;
import org.throughline.server.cocreation.ShapedItems;
import org.throughline.server.cocreation.Speaker;
import org.throughline.server.cocreation.Speakers;
import org.throughline.server.cocreation.Speakers.Said;
import org.throughline.server.cocreation.WorkspaceMentions;
import org.throughline.server.cocreation.web.TalkPage.CommentView;
import org.throughline.server.cocreation.web.TalkPage.PastView;
import org.throughline.server.cocreation.web.TalkPage.ThreadView;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Dates;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.shared.Problem;

/** Threads on items. */
@Controller
class TalkPages {
    private static final int NEWEST = 50;
    private static final int PROPOSALS = 50;
    private static final int CALLED = 8;
    private static final int PAST = 30;

    private final WorkspaceAccess access;
    private final WorkspaceHeads heads;
    private final ItemThreads threads;
    private final WorkspaceMentions mentions;
    private final ShapedItems items;
    private final Proposals proposals;
    private final ProposalViews views;
    private final Drafts drafts;
    private final Speakers speakers;

    TalkPages(
            WorkspaceAccess access,
            WorkspaceHeads heads,
            ItemThreads threads,
            WorkspaceMentions mentions,
            ShapedItems items,
            Proposals proposals,
            ProposalViews views,
            Drafts drafts,
            Speakers speakers) {
        this.access = access;
        this.heads = heads;
        this.threads = threads;
        this.mentions = mentions;
        this.items = items;
        this.proposals = proposals;
        this.views = views;
        this.drafts = drafts;
        this.speakers = speakers;
    }

    @GetMapping("/frameworks/{id}/talk")
    ModelAndView all(@PathVariable UUID id) {
        Seat seat = access.require(id);
        return new ModelAndView(
                "cocreation/talk",
                Map.of(
                        "page",
                        new TalkPage(
                                heads.of(seat, "talk"),
                                null,
                                null,
                                "",
                                null,
                                List.of(),
                                views(seat, threads.latest(seat.framework(), NEWEST)),
                                List.of(),
                                seat.role().speaks(),
                                calling(seat),
                                "")));
    }

    /** One item: what is proposed on it, and what is said about it. */
    @GetMapping("/frameworks/{id}/talk/{item}")
    ModelAndView one(@PathVariable UUID id, @PathVariable UUID item) {
        Seat seat = access.require(id);
        ShapedItem about = item(seat, item);
        List<String> facts = new ArrayList<>();
        if (about.level() != null) {
            facts.add("Level: " + about.level() + ".");
        }
        facts.add(about.atHire() ? "People must have it when they are hired." : "People may learn it on the job.");
        if (about.retired()) {
            facts.add("It leaves the framework with the next version.");
        }
        return new ModelAndView(
                "cocreation/talk",
                Map.of(
                        "page",
                        new TalkPage(
                                heads.of(seat, "talk", item),
                                about.label(),
                                String.join(" ", facts),
                                items.path(seat.framework(), about).stream()
                                        .map(ShapedItem::label)
                                        .collect(Collectors.joining(" › ")),
                                seat.role().proposes() && !about.retired()
                                        ? seat.base() + "/propose?item=" + item
                                        : null,
                                views.of(
                                        seat,
                                        proposals
                                                .list(seat.framework(), Proposals.Filter.of(item), 0, PROPOSALS)
                                                .items()),
                                views(seat, threads.on(seat.framework(), item)),
                                history(seat, item),
                                seat.role().speaks(),
                                calling(seat),
                                seat.base() + "/talk/" + item)));
    }

    @Limited(Act.SPEAK)
    @PostMapping("/frameworks/{id}/talk/{item}")
    ModelAndView begin(
            @PathVariable UUID id, @PathVariable UUID item, @RequestParam String text, RedirectAttributes redirect) {
        Seat seat = access.requireSpeaking(id);
        UUID thread = threads.begin(seat.framework(), item(seat, item), text, seat.voice());
        return back(seat, item, "#t" + thread, "Said.", redirect);
    }

    @Limited(Act.SPEAK)
    @PostMapping("/frameworks/{id}/threads/{thread}")
    ModelAndView reply(
            @PathVariable UUID id, @PathVariable UUID thread, @RequestParam String text, RedirectAttributes redirect) {
        Seat seat = access.requireSpeaking(id);
        ItemThread found = thread(seat, thread);
        threads.reply(found, text, seat.voice());
        return back(seat, found.item(), "#t" + thread, "Answered.", redirect);
    }

    @Limited(Act.SPEAK)
    @PostMapping("/frameworks/{id}/threads/{thread}/comments/{comment}")
    ModelAndView edit(
            @PathVariable UUID id,
            @PathVariable UUID thread,
            @PathVariable UUID comment,
            @RequestParam String text,
            RedirectAttributes redirect) {
        Seat seat = access.requireSpeaking(id);
        ItemThread found = thread(seat, thread);
        threads.edit(found, comment, text, seat.voice());
        return back(seat, found.item(), "#c" + comment, "Changed. What it said before stays readable.", redirect);
    }

    @PostMapping("/frameworks/{id}/threads/{thread}/resolve")
    ModelAndView resolve(
            @PathVariable UUID id,
            @PathVariable UUID thread,
            @RequestParam boolean resolved,
            RedirectAttributes redirect) {
        Seat seat = access.requireSpeaking(id);
        ItemThread found = thread(seat, thread);
        threads.resolve(found, resolved, seat.voice());
        return back(seat, found.item(), "#t" + thread, resolved ? "Resolved." : "Open again.", redirect);
    }

    /** How one calls on somebody by name, with names that work; null where nobody else is there. */
    private @Nullable String calling(Seat seat) {
        List<String> names = mentions.names(seat.framework(), seat.id());
        return names.isEmpty()
                ? null
                : "To call on somebody, write @ and their name: "
                        + names.stream().limit(CALLED).map(name -> "@" + name).collect(Collectors.joining(", "))
                        + (names.size() > CALLED ? " …" : ".")
                        + " A letter tells them.";
    }

    private List<ThreadView> views(Seat seat, List<ItemThread> all) {
        Set<Said> said = new HashSet<>();
        all.forEach(t -> {
            t.comments().forEach(c -> said.add(new Said(c.by(), c.organization())));
            if (t.resolvedBy() != null) {
                said.add(new Said(t.resolvedBy(), null));
            }
        });
        Map<Said, Speaker> who = speakers.of(seat.framework(), said);
        return all.stream()
                .map(t -> new ThreadView(
                        t.id(),
                        t.called(),
                        seat.base() + "/talk/" + t.item() + "#t" + t.id(),
                        seat.base() + "/threads/" + t.id(),
                        resolved(t, who),
                        t.comments().stream()
                                .map(c -> new CommentView(
                                        c.id(),
                                        words(who, new Said(c.by(), c.organization())),
                                        c.text(),
                                        c.at(),
                                        c.editedAt() != null,
                                        c.earlier(),
                                        seat.role().speaks() && threads.editable(c, seat.id())))
                                .toList()))
                .toList();
    }

    private List<PastView> history(Seat seat, UUID item) {
        List<Drafts.Past> past = drafts.history(seat.framework(), item, PAST);
        Map<Said, Speaker> who = speakers.of(
                seat.framework(),
                past.stream().map(p -> new Said(p.by(), p.speakingFor())).collect(Collectors.toUnmodifiableSet()));
        return past.stream()
                .map(p -> new PastView(p.summary(), words(who, new Said(p.by(), p.speakingFor())), p.at()))
                .toList();
    }

    private static @Nullable String resolved(ItemThread thread, Map<Said, Speaker> who) {
        if (thread.resolvedBy() == null || thread.resolvedAt() == null) {
            return null;
        }
        return "by " + words(who, new Said(thread.resolvedBy(), null)) + ", " + Dates.day(thread.resolvedAt());
    }

    private static String words(Map<Said, Speaker> who, Said said) {
        Speaker speaker = who.get(said);
        return speaker == null ? "Somebody" : speaker.words();
    }

    private ShapedItem item(Seat seat, UUID item) {
        return items.find(seat.framework(), item).orElseThrow(Problem::notFound);
    }

    private ItemThread thread(Seat seat, UUID thread) {
        return threads.find(seat.framework(), thread).orElseThrow(Problem::notFound);
    }

    private static ModelAndView back(Seat seat, UUID item, String anchor, String said, RedirectAttributes redirect) {
        redirect.addFlashAttribute("toast", ToastView.of(said));
        return new ModelAndView("redirect:" + seat.base() + "/talk/" + item + anchor);
    }
}
