package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.caseformat.compare.Choice;
import org.throughline.caseformat.compare.Conflict;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.server.cocreation.DraftMerge;
import org.throughline.server.cocreation.DraftMerge.Cause;
import org.throughline.server.cocreation.DraftMerge.Seen;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.Speakers;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.ToastView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.PropertyWords;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;

/** Brings what the source of a variant changed, or a version that came meanwhile, into a draft: both wordings side by side, and who decides. */
@Controller
class MergePages {
    /** More are decided on the next page, or together. */
    private static final int SHOWN = 200;

    private final DraftMerge merges;
    private final Drafts drafts;
    private final Speakers speakers;
    private final Workspaces workspaces;
    private final WorkspaceAccess access;
    private final Variants variants;
    private final Frameworks frameworks;
    private final Versions versions;
    private final CurrentPerson current;

    MergePages(
            DraftMerge merges,
            Drafts drafts,
            Speakers speakers,
            Workspaces workspaces,
            WorkspaceAccess access,
            Variants variants,
            Frameworks frameworks,
            Versions versions,
            CurrentPerson current) {
        this.merges = merges;
        this.drafts = drafts;
        this.speakers = speakers;
        this.workspaces = workspaces;
        this.access = access;
        this.variants = variants;
        this.frameworks = frameworks;
        this.versions = versions;
        this.current = current;
    }

    /** Who brings it in, for whom, and where. */
    private record Hand(
            FrameworkId framework,
            String title,
            OrganizationId owner,
            PersonId by,
            @Nullable OrganizationId speakingFor) {
        String base() {
            return "/frameworks/" + framework;
        }
    }

    @GetMapping("/frameworks/{id}/upstream")
    ModelAndView upstream(@PathVariable UUID id) {
        return shown(Cause.SOURCE, requireVariant(id), Map.of(), null);
    }

    @PostMapping("/frameworks/{id}/upstream")
    ModelAndView takeUpstream(
            @PathVariable UUID id, @RequestParam Map<String, String> form, RedirectAttributes redirect) {
        return take(Cause.SOURCE, requireVariant(id), form, redirect);
    }

    @GetMapping("/frameworks/{id}/newer")
    ModelAndView newer(@PathVariable UUID id) {
        return shown(Cause.NEWER, requireEditing(id), Map.of(), null);
    }

    @PostMapping("/frameworks/{id}/newer")
    ModelAndView takeNewer(@PathVariable UUID id, @RequestParam Map<String, String> form, RedirectAttributes redirect) {
        return take(Cause.NEWER, requireEditing(id), form, redirect);
    }

    /** Lets the draft say what the version says that stands. */
    @PostMapping("/frameworks/{id}/anew")
    ModelAndView anew(
            @PathVariable UUID id, @RequestParam long act, @RequestParam int own, RedirectAttributes redirect) {
        Hand hand = requireEditing(id);
        return switch (merges.beginAnew(hand.framework(), new Seen(act, own, own), hand.by(), hand.speakingFor())) {
            case DraftMerge.Outcome.Done done -> {
                redirect.addFlashAttribute(
                        "toast",
                        new ToastView(
                                "The draft says what version %d says.".formatted(own),
                                done.act() == 0 ? null : hand.base() + "/edit/undo/" + done.act()));
                yield new ModelAndView("redirect:" + hand.base() + "/edit");
            }
            case DraftMerge.Outcome.Stopped stopped -> shown(Cause.NEWER, hand, Map.of(), stopped.reason());
            case DraftMerge.Outcome.Undecided _ -> throw new IllegalStateException("nothing is asked here");
        };
    }

    private ModelAndView take(Cause cause, Hand hand, Map<String, String> form, RedirectAttributes redirect) {
        Map<String, Choice> choices = choices(form);
        Optional<Choice> rest = Optional.ofNullable(side(form.getOrDefault("rest", "")));
        Seen seen = new Seen(number(form, "act"), (int) number(form, "own"), (int) number(form, "to"));
        return switch (merges.take(cause, hand.framework(), seen, choices, rest, hand.by(), hand.speakingFor())) {
            case DraftMerge.Outcome.Done done -> {
                redirect.addFlashAttribute(
                        "toast",
                        new ToastView(
                                "It is in the draft now. Nothing is published yet.",
                                done.act() == 0 ? null : hand.base() + "/edit/undo/" + done.act()));
                yield new ModelAndView("redirect:" + hand.base() + "/publish");
            }
            case DraftMerge.Outcome.Undecided undecided ->
                shown(
                        hand,
                        undecided.look(),
                        choices,
                        form,
                        Numbers.count(
                                        undecided.look().merge().open().size(),
                                        "conflict is not decided yet.",
                                        "conflicts are not decided yet.")
                                + " Nothing was brought in.");
            case DraftMerge.Outcome.Stopped stopped -> shown(cause, hand, form, stopped.reason());
        };
    }

    private static long number(Map<String, String> form, String name) {
        String said = form.getOrDefault(name, "");
        return said.matches("[0-9]{1,9}") ? Long.parseLong(said) : -1;
    }

    /** What was decided; a third text that says nothing decides nothing. */
    private static Map<String, Choice> choices(Map<String, String> form) {
        Map<String, Choice> choices = new HashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith("take-")) {
                String key = name.substring("take-".length());
                Choice side = side(value);
                String own = form.getOrDefault("text-" + key, "").strip();
                if (side != null) {
                    choices.put(key, side);
                } else if (value.equals("own") && !own.isEmpty()) {
                    choices.put(key, new Choice.Text(own.replace("\r\n", "\n").replace("\u0000", "")));
                }
            }
        });
        return choices;
    }

    private static @Nullable Choice side(String word) {
        return switch (word) {
            case "theirs" -> Choice.THEIRS;
            case "mine" -> Choice.MINE;
            default -> null;
        };
    }

    private void requireVariant(FrameworkId framework) {
        if (variants.of(framework).isEmpty()) {
            throw Problem.notFound();
        }
    }

    /** An editor of a variant, whether anybody works on it yet or not. */
    private Hand requireVariant(UUID id) {
        FrameworkId framework = new FrameworkId(id);
        if (workspaces.find(framework).isPresent()) {
            Hand hand = requireEditing(id);
            requireVariant(framework);
            return hand;
        }
        current.require();
        Framework found = frameworks
                .find(framework)
                .filter(one -> one.isOpenTo(current.find()))
                .orElseThrow(Problem::notFound);
        PersonId by = current.require(found.owner(), Role.EDITOR).id();
        requireVariant(framework);
        return new Hand(framework, found.title(), found.owner(), by, found.owner());
    }

    private Hand requireEditing(UUID id) {
        Seat seat = access.requireEditing(id);
        return new Hand(
                seat.framework(), seat.workspace().title(), seat.workspace().owner(), seat.id(), seat.organization());
    }

    private ModelAndView shown(Cause cause, Hand hand, Map<String, String> form, @Nullable String error) {
        Map<String, Choice> choices = choices(form);
        return merges.look(cause, hand.framework(), choices)
                .map(look -> shown(hand, look, choices, form, error))
                .orElseGet(() -> new ModelAndView("redirect:" + hand.base() + "/publish"));
    }

    private ModelAndView shown(
            Hand hand,
            DraftMerge.Look look,
            Map<String, Choice> choices,
            Map<String, String> form,
            @Nullable String error) {
        boolean source = look.cause() == Cause.SOURCE;
        Optional<Framework> other = source
                ? variants.of(hand.framework())
                        .flatMap(variant -> frameworks.find(variant.source()))
                        .filter(found -> found.isOpenTo(current.find()))
                : Optional.empty();
        if (source && other.isEmpty()) {
            throw Problem.notFound();
        }
        int to = look.seen().other();
        String name = other.map(Framework::title).orElse("Version " + to);
        List<Conflict> conflicts = look.merge().conflicts();
        // what is decided was on a page already: what is open comes first where not all have room
        List<Conflict> shown = conflicts.size() <= SHOWN
                ? conflicts
                : conflicts.stream()
                        .filter(conflict -> conflict.isOpen() || choices.containsKey(conflict.key()))
                        .sorted(java.util.Comparator.comparing(conflict -> !conflict.isOpen()))
                        .limit(SHOWN)
                        .toList();
        Map<UUID, CFItem> items = new HashMap<>();
        look.mine().items().forEach(item -> items.put(item.identifier(), item));
        MergedVersions since = sinceThen(hand, look, other);
        return new ModelAndView(
                "cocreation/merge",
                Map.of(
                        "page",
                        new MergePage(
                                source ? "What the source changed" : "Bring version " + to + " into the draft",
                                hand.title(),
                                hand.base(),
                                hand.base() + (source ? "/upstream" : "/newer"),
                                lede(look),
                                name,
                                other.map(found -> "/frameworks/" + found.id()).orElse(null),
                                look.draft()
                                        ? "It goes into the open draft beside everything that is in it already, as one step that can be taken back. Nothing is published by it."
                                        : "A draft begins with it, as one step that can be taken back. Nothing is published by it.",
                                since.rows(),
                                look.seen().act(),
                                look.seen().own(),
                                look.from(),
                                to,
                                shown.stream()
                                        .map(conflict -> conflict(hand, look, conflict, items, since, form))
                                        .toList(),
                                conflicts.size() - shown.size(),
                                Diffs.of(look.merge().taken(), Map.of(), false),
                                look.isBehind(),
                                source ? "Take it into the draft" : "Bring it into the draft",
                                source ? null : hand.base() + "/anew",
                                error)));
    }

    private static String lede(DraftMerge.Look look) {
        if (!look.isBehind()) {
            return look.cause() == Cause.SOURCE
                    ? "Nothing to take along: " + (look.draft() ? "the draft" : "the variant")
                            + " has the newest version of its source."
                    : "Nothing to bring in: the draft rests on the newest version.";
        }
        int open = look.merge().open().size();
        return "%s come along by themselves; %s to be decided. Nothing has happened yet."
                .formatted(
                        Numbers.count(look.merge().taken().differences(), "change", "changes"),
                        open == 0 ? "nothing is" : Numbers.count(open, "conflict is", "conflicts are"));
    }

    /** The other side's versions since, and whose they are, as far as whoever looks may know it. */
    private MergedVersions sinceThen(Hand hand, DraftMerge.Look look, Optional<Framework> other) {
        FrameworkId framework = other.map(Framework::id).orElse(hand.framework());
        boolean member = other.map(found ->
                        current.find().flatMap(one -> one.in(found.owner())).isPresent())
                .orElse(true);
        return new MergedVersions(
                versions.of(framework),
                look,
                version -> version.by() == null || !member && !version.published()
                        ? Optional.empty()
                        : Optional.of(speakers.of(framework, version.by(), null).words()));
    }

    private MergePage.Conflict conflict(
            Hand hand,
            DraftMerge.Look look,
            Conflict conflict,
            Map<UUID, CFItem> items,
            MergedVersions since,
            Map<String, String> form) {
        boolean source = look.cause() == Cause.SOURCE;
        Optional<CFItem> item = CaseIds.parse(conflict.node()).map(items::get);
        String there = source ? "The source" : "Version " + look.seen().other();
        String what = PropertyWords.of(conflict.property().replaceFirst("^extensions ", ""))
                .toLowerCase(java.util.Locale.ROOT);
        List<String> words = switch (conflict.kind()) {
            case CHANGED_BOTH_WAYS ->
                List.of(
                        "Both changed " + (what.isEmpty() ? "it" : "the " + what) + ", differently.",
                        "Take " + (source ? "the source’s" : "the version’s"),
                        "Keep what the draft says");
            case DELETED_HERE_CHANGED_THERE ->
                List.of(
                        "It was left out here, while " + there.replaceFirst("^The", "the") + " changed it.",
                        "Bring it back",
                        "Leave it out");
            case CHANGED_HERE_DELETED_THERE ->
                List.of(
                        there + " left it out, while it was changed here or carries something.",
                        "Leave it out here too",
                        "Keep it");
            case MOVED_BOTH_WAYS ->
                List.of(
                        "Both moved it, to different places.",
                        "Move it as " + there.replaceFirst("^The", "the") + " did",
                        "Leave it where it is here");
            case REORDERED_BOTH_WAYS ->
                List.of(
                        "Both put what stands under it into another order.",
                        "Take the order of " + there.replaceFirst("^The", "the"),
                        "Keep the order that it has here");
            case PARENT_GONE -> List.of(conflict.sentence(), "Bring back what it stood under", "Let it stand there");
            case CYCLE ->
                List.of(
                        conflict.sentence(),
                        "Take the places of " + there.replaceFirst("^The", "the"),
                        "Keep the places here");
        };
        String typed = form.get("text-" + conflict.key());
        return new MergePage.Conflict(
                conflict.key(),
                conflict.label(),
                item.isPresent() && look.draft()
                        ? hand.base() + "/edit?at=" + conflict.node() + "#i-" + conflict.node()
                        : item.isPresent() ? hand.base() + "?item=" + conflict.node() : null,
                words.get(0),
                item.flatMap(found -> who(hand, found.identifier())).orElse(null),
                since.of(conflict.node()).orElse(null),
                conflict.base(),
                runs(conflict.base(), conflict.theirs()),
                runs(conflict.base(), conflict.mine()),
                item.map(CFItem::language).orElse(null),
                !conflict.takesText() ? null : typed != null ? typed : conflict.mine() == null ? "" : conflict.mine(),
                chosen(conflict, form),
                words.get(1),
                words.get(2));
    }

    private static String chosen(Conflict conflict, Map<String, String> form) {
        return switch (conflict.choice()) {
            case null -> form.getOrDefault("take-" + conflict.key(), "");
            case Choice.Side side -> side == Choice.Side.THEIRS ? "theirs" : "mine";
            case Choice.Text _ -> "own";
        };
    }

    private static List<TextDiff.Run> runs(@Nullable String before, @Nullable String after) {
        if (after == null) {
            return List.of();
        }
        return new ArrayList<>(TextDiff.between(before, after).runs());
    }

    /** Who changed a statement here last. */
    private Optional<String> who(Hand hand, UUID item) {
        return drafts.history(hand.framework(), item, 1).stream()
                .findFirst()
                .map(past -> speakers.of(hand.framework(), past.by(), past.speakingFor())
                                .words() + ", " + Dates.words(past.at()) + ": " + past.summary());
    }
}
