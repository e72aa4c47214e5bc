package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.cocreation.EditOutcome;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.Proposal.State;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.ProposalWords;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.Resolving;
import org.throughline.server.cocreation.ShapedItem;
import org.throughline.server.cocreation.ShapedItems;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.TabsView;
import org.throughline.server.face.ToastView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Proposals: to make one in two clicks, to say what one thinks of it, and to resolve all of them in one pass. */
@Controller
class ProposalPages {
    private static final int ON_A_PAGE = 30;
    private static final int PLACES = 12;

    private final WorkspaceAccess access;
    private final WorkspaceHeads heads;
    private final Proposals proposals;
    private final ProposalViews views;
    private final ProposalRounds rounds;
    private final Resolving resolving;
    private final ShapedItems items;

    ProposalPages(
            WorkspaceAccess access,
            WorkspaceHeads heads,
            Proposals proposals,
            ProposalViews views,
            ProposalRounds rounds,
            Resolving resolving,
            ShapedItems items) {
        this.access = access;
        this.heads = heads;
        this.proposals = proposals;
        this.views = views;
        this.rounds = rounds;
        this.resolving = resolving;
        this.items = items;
    }

    /** What can be looked at, as it stands in the address. */
    enum View {
        OPEN("Waiting", Set.of(State.OPEN, State.POSTPONED), false),
        DISPUTED("Disputed", Set.of(State.OPEN, State.POSTPONED), true),
        MINE("Mine", Set.of(), false),
        SETTLED("Settled", Set.of(State.ACCEPTED, State.DECLINED, State.WITHDRAWN), false);

        private final String label;
        private final Set<State> states;
        private final boolean disputed;

        View(String label, Set<State> states, boolean disputed) {
            this.label = label;
            this.states = states;
            this.disputed = disputed;
        }

        String label() {
            return label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static View of(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word().equals(word))
                    .findFirst()
                    .orElse(OPEN);
        }

        Proposals.Filter filter(Proposal.@Nullable Kind kind, @Nullable UUID round, PersonId reader) {
            return new Proposals.Filter(states, kind, round, null, disputed, this == MINE ? reader : null);
        }
    }

    @GetMapping("/frameworks/{id}/proposals")
    ModelAndView list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "open") String view,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String round,
            @RequestParam(defaultValue = "0") int offset) {
        Seat seat = access.require(id);
        View chosen = View.of(view);
        Proposal.Kind only = kind(kind);
        UUID in = uuid(round);
        Page<Proposal> page =
                proposals.list(seat.framework(), chosen.filter(only, in, seat.id()), Math.max(0, offset), ON_A_PAGE);
        String base = seat.base() + "/proposals?view=";
        String narrowed = (only == null ? "" : "&kind=" + kind(only)) + (in == null ? "" : "&round=" + in);
        List<Option> kinds = new ArrayList<>(List.of(Option.of("", "Every kind")));
        Arrays.stream(Proposal.Kind.values())
                .map(k -> Option.of(kind(k), ProposalWords.of(k)))
                .forEach(kinds::add);
        List<Option> all = new ArrayList<>(List.of(Option.of("", "Every round")));
        rounds.of(seat.framework()).stream()
                .map(r -> Option.of(r.id().toString(), "Round " + r.number() + ": " + r.title()))
                .forEach(all::add);
        String go = base + chosen.word() + narrowed + "&offset=";
        PageLinks links = page.total() <= ON_A_PAGE
                ? null
                : new PageLinks(
                        page.offset() + 1L,
                        page.offset() + (long) page.items().size(),
                        page.total(),
                        page.offset() == 0 ? null : go + Math.max(0, page.offset() - ON_A_PAGE),
                        page.hasNext() ? go + (page.offset() + ON_A_PAGE) : null);
        return new ModelAndView(
                "cocreation/proposals",
                Map.of(
                        "page",
                        new ProposalsPage(
                                heads.list(seat, chosen.word(), narrowed),
                                views.of(seat, page.items()),
                                links,
                                chosen.word(),
                                kinds,
                                only == null ? "" : kind(only),
                                all,
                                in == null ? "" : in.toString(),
                                seat.role().proposes(),
                                seat.leads())));
    }

    @GetMapping("/frameworks/{id}/proposals/{number}")
    ModelAndView one(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx) {
        Seat seat = access.require(id);
        ProposalView view = views.of(seat, find(seat, number));
        return htmx == null
                ? new ModelAndView("cocreation/one", Map.of("head", heads.of(seat, "proposals"), "proposal", view))
                : new ModelAndView("cocreation/card", Map.of("proposal", view));
    }

    @GetMapping("/frameworks/{id}/propose")
    ModelAndView form(
            @PathVariable UUID id,
            @RequestParam Optional<UUID> item,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String q) {
        Seat seat = access.requireProposing(id);
        ShapedItem about = item.filter(i -> !i.equals(id))
                .map(i -> items.find(seat.framework(), i).orElseThrow(Problem::notFound))
                .orElse(null);
        Proposal.Kind chosen = Optional.ofNullable(kind(kind))
                .filter(k -> about != null)
                .orElse(about == null ? Proposal.Kind.ADD : Proposal.Kind.REWORD);
        return form(
                seat,
                about,
                chosen,
                new Proposal.Text(
                        null,
                        about == null || chosen != Proposal.Kind.REWORD ? "" : about.statement(),
                        about == null || chosen != Proposal.Kind.LEVEL ? null : about.level(),
                        false,
                        null),
                "",
                q,
                null);
    }

    /** @param was the words that the page showed, so that nobody proposes against words that they did not see */
    @Limited(Act.SPEAK)
    @PostMapping("/frameworks/{id}/proposals")
    ModelAndView propose(
            @PathVariable UUID id,
            @RequestParam UUID item,
            @RequestParam String kind,
            @RequestParam(defaultValue = "") String statement,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String atHire,
            @RequestParam Optional<UUID> parent,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String q,
            @RequestParam Optional<String> was,
            RedirectAttributes redirect) {
        Seat seat = access.requireProposing(id);
        Proposal.Kind chosen = kind(kind);
        if (chosen == null) {
            throw new Problem(ProblemType.BAD_INPUT, "Choose what should change.");
        }
        ShapedItem about =
                item.equals(id) ? null : items.find(seat.framework(), item).orElseThrow(Problem::notFound);
        boolean must = chosen == Proposal.Kind.AT_HIRE && about != null && atHire.isBlank()
                ? !about.atHire()
                : atHire.equals("yes");
        Proposal.Text wanted = new Proposal.Text(code, statement, level, must, parent.orElse(null));
        if (about != null && was.isPresent() && !sameWords(was.get(), about.statement())) {
            ModelAndView again = form(
                    seat,
                    about,
                    chosen,
                    wanted,
                    reason,
                    q,
                    "Somebody changed this statement while you wrote. It reads now as it stands above, and what you wrote is kept below: propose it if it is still what you mean.");
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        try {
            Proposal made = proposals.propose(
                    seat.framework(),
                    seat.workspace().owner(),
                    chosen,
                    item,
                    wanted,
                    reason,
                    seat.id(),
                    seat.organization());
            redirect.addFlashAttribute(
                    "toast",
                    ToastView.of("Thank you. Proposal %d is there for everybody to see.".formatted(made.number())));
            return new ModelAndView("redirect:" + seat.base() + "/proposals/" + made.number());
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            ModelAndView again = form(seat, about, chosen, wanted, reason, q, problem.getMessage());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @Limited(Act.SPEAK)
    @PostMapping("/frameworks/{id}/proposals/{number}/opinion")
    ModelAndView say(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam String say,
            @RequestParam(defaultValue = "") String reason,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Seat seat = access.requireSpeaking(id);
        @Nullable
        Boolean agrees = switch (say) {
            case "agree" -> true;
            case "disagree" -> false;
            case "nothing" -> null;
            default -> throw new Problem(ProblemType.BAD_INPUT, "Agree, disagree, or take back what you said.");
        };
        Proposal proposal = find(seat, number);
        return done(seat, proposal, htmx, redirect, () -> {
            proposals.say(proposal, seat.workspace().owner(), agrees, reason, seat.id(), seat.organization());
            return agrees == null ? "What you said is taken back." : agrees ? "You agree." : "You disagree.";
        });
    }

    /** Every step that the lead takes; the words of the button say which. */
    @PostMapping("/frameworks/{id}/proposals/{number}/resolve")
    ModelAndView resolve(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam String decision,
            @RequestParam(defaultValue = "0") long seen,
            @RequestParam(defaultValue = "") String wording,
            @RequestParam(defaultValue = "") String meaning,
            @RequestParam(defaultValue = "") String reason,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Seat seat = access.requireLeading(id);
        Proposal proposal = find(seat, number);
        return done(seat, proposal, htmx, redirect, () -> switch (decision) {
            case "accept" ->
                said(
                        resolving.accept(proposal, seen, "", !meaning.isBlank(), reason, seat.asLead()),
                        "Accepted. The draft is changed.");
            case "reword" ->
                said(
                        resolving.accept(proposal, seen, demanded(wording), !meaning.isBlank(), reason, seat.asLead()),
                        "Accepted with your words. The draft is changed.");
            case "decline" -> {
                resolving.decline(proposal, reason, seat.asLead());
                yield "Declined.";
            }
            case "postpone" -> {
                resolving.postpone(proposal, reason, seat.asLead());
                yield "Postponed.";
            }
            case "undo" -> said(resolving.undo(proposal, seat.asLead()), "Taken back. The proposal is open again.");
            default -> throw new Problem(ProblemType.BAD_INPUT, "Accept, decline, postpone or take back.");
        });
    }

    @PostMapping("/frameworks/{id}/proposals/{number}/withdraw")
    ModelAndView withdraw(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            RedirectAttributes redirect) {
        Seat seat = access.require(id);
        Proposal proposal = find(seat, number);
        if (!proposal.by().equals(seat.id())) {
            throw new Problem(ProblemType.FORBIDDEN, "Whoever made a proposal withdraws it.");
        }
        return done(seat, proposal, htmx, redirect, () -> {
            resolving.withdraw(proposal, seat.asLead());
            return "Withdrawn. It stays readable.";
        });
    }

    private static String demanded(String wording) {
        if (wording.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "Write the words that should stand there instead.");
        }
        return wording;
    }

    /** What came of carrying it out; what did not happen is told as a problem, with both texts where two changed one item. */
    private static String said(EditOutcome outcome, String done) {
        return switch (outcome) {
            case EditOutcome.Done _ -> done;
            case EditOutcome.Stale stale ->
                throw new Problem(
                        ProblemType.CONFLICT,
                        stale.yours().statement().isEmpty()
                                ? "Somebody changed the statement meanwhile, so nothing was done. It reads now: “%s”. Look whether it should still go, and decide again."
                                        .formatted(stale.now().text().statement())
                                : "Somebody changed the statement meanwhile, so nothing was done. It reads now: “%s”. This would have made it: “%s”. Look at the change against the new words, and decide again."
                                        .formatted(
                                                stale.now().text().statement(),
                                                stale.yours().statement()));
            case EditOutcome.Refused refused -> throw new Problem(ProblemType.CONFLICT, refused.reason());
        };
    }

    /** Does it and answers with the card as it is then, or with why it did not happen. */
    private ModelAndView done(
            Seat seat, Proposal proposal, @Nullable String htmx, RedirectAttributes redirect, Supplier<String> act) {
        String said;
        try {
            said = act.get();
        } catch (Problem problem) {
            if (htmx == null || problem.type() != ProblemType.BAD_INPUT && problem.type() != ProblemType.CONFLICT) {
                throw problem;
            }
            return new ModelAndView(
                    "cocreation/card",
                    Map.of(
                            "proposal",
                            views.of(seat, find(seat, proposal.number()))
                                    .clashing(String.valueOf(problem.getMessage()))));
        }
        if (htmx == null) {
            redirect.addFlashAttribute("toast", ToastView.of(said));
            return new ModelAndView("redirect:" + seat.base() + "/proposals#p" + proposal.number());
        }
        return new ModelAndView("cocreation/card", Map.of("proposal", views.of(seat, find(seat, proposal.number()))));
    }

    private Proposal find(Seat seat, int number) {
        return proposals.find(seat.framework(), number).orElseThrow(Problem::notFound);
    }

    private ModelAndView form(
            Seat seat,
            @Nullable ShapedItem about,
            Proposal.Kind kind,
            Proposal.Text text,
            String reason,
            String q,
            @Nullable String error) {
        String itemId =
                about == null ? seat.framework().toString() : about.identifier().toString();
        List<TabsView.Tab> kinds = about == null
                ? List.of()
                : Arrays.stream(Proposal.Kind.values())
                        .map(k -> TabsView.Tab.of(
                                words(k, about),
                                seat.base() + "/propose?item=" + itemId + "&kind=" + kind(k),
                                k == kind))
                        .toList();
        List<Option> found = new ArrayList<>();
        if (kind == Proposal.Kind.MOVE && about != null) {
            if (!about.parent().equals(seat.framework().value())) {
                found.add(Option.of(seat.framework().toString(), "The top of the framework"));
            }
            items.search(seat.framework(), q, PLACES).stream()
                    .filter(i -> !i.identifier().equals(about.identifier())
                            && !i.identifier().equals(about.parent()))
                    .map(i -> Option.of(i.identifier().toString(), i.label()))
                    .forEach(found::add);
        }
        List<Proposal> already = about == null
                ? List.of()
                : proposals
                        .list(seat.framework(), Proposals.Filter.of(about.identifier()), 0, ON_A_PAGE)
                        .items()
                        .stream()
                        .filter(p -> p.state().waits())
                        .toList();
        return new ModelAndView(
                "cocreation/propose",
                Map.of(
                        "page",
                        new ProposePage(
                                heads.of(seat, "propose", about == null ? null : about.identifier()),
                                about == null ? null : about.label(),
                                about == null ? "" : about.statement(),
                                itemId,
                                new TabsView("What should change", kinds),
                                kind(kind),
                                text.statement(),
                                Optional.ofNullable(text.code()).orElse(""),
                                Optional.ofNullable(text.level()).orElse(""),
                                kind == Proposal.Kind.AT_HIRE && about != null ? about.atHire() : text.atHire(),
                                reason,
                                q,
                                found,
                                views.of(seat, already),
                                error)));
    }

    /** A form sends line ends in its own way. */
    private static boolean sameWords(String one, String other) {
        return one.strip().replaceAll("\\s+", " ").equals(other.strip().replaceAll("\\s+", " "));
    }

    private static String words(Proposal.Kind kind, ShapedItem about) {
        return switch (kind) {
            case ADD -> "Add something under it";
            case AT_HIRE -> about.atHire() ? "Not needed when hired" : "Needed when hired";
            case REWORD, RETIRE, MOVE, LEVEL -> ProposalWords.of(kind);
        };
    }

    private static String kind(Proposal.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Proposal.@Nullable Kind kind(String word) {
        return Arrays.stream(Proposal.Kind.values())
                .filter(k -> kind(k).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
