package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.ProposalRound;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.ProposalWords;
import org.throughline.server.cocreation.ShapedItem;
import org.throughline.server.cocreation.ShapedItems;
import org.throughline.server.cocreation.Side;
import org.throughline.server.cocreation.Speaker;
import org.throughline.server.cocreation.Speakers;
import org.throughline.server.cocreation.Speakers.Said;
import org.throughline.server.cocreation.web.ProposalView.Allowed;
import org.throughline.server.cocreation.web.ProposalView.OpinionView;
import org.throughline.server.cocreation.web.ProposalView.SideView;
import org.throughline.server.cocreation.web.ProposalView.StepView;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.StateView;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Makes proposals readable for somebody at the table. */
@Component
class ProposalViews {
    private final ShapedItems items;
    private final Speakers speakers;
    private final ProposalRounds rounds;

    ProposalViews(ShapedItems items, Speakers speakers, ProposalRounds rounds) {
        this.items = items;
        this.speakers = speakers;
        this.rounds = rounds;
    }

    ProposalView of(Seat seat, Proposal proposal) {
        return of(seat, List.of(proposal)).getFirst();
    }

    List<ProposalView> of(Seat seat, List<Proposal> proposals) {
        Set<UUID> wanted = new HashSet<>();
        Set<Said> said = new HashSet<>();
        for (Proposal p : proposals) {
            wanted.add(p.item());
            UUID parent = p.wanted().parent();
            if (parent != null) {
                wanted.add(parent);
            }
            UUID from = p.seen().parent();
            if (from != null) {
                wanted.add(from);
            }
            said.add(new Said(p.by(), p.organization()));
            p.opinions().forEach(o -> said.add(new Said(o.by(), o.organization())));
            p.history().forEach(r -> said.add(new Said(r.by(), r.organization())));
        }
        Map<UUID, ShapedItem> now = items.find(seat.framework(), wanted);
        Map<Said, Speaker> who = speakers.of(seat.framework(), said);
        Map<UUID, ProposalRound> all = new HashMap<>();
        rounds.of(seat.framework()).forEach(r -> all.put(r.id(), r));
        return proposals.stream().map(p -> view(seat, p, now, who, all)).toList();
    }

    private static ProposalView view(
            Seat seat, Proposal p, Map<UUID, ShapedItem> now, Map<Said, Speaker> who, Map<UUID, ProposalRound> rounds) {
        ShapedItem item = now.get(p.item());
        boolean settled = !p.state().waits();
        String base = seat.base();
        ProposalRound round = p.round() == null ? null : rounds.get(p.round());
        return new ProposalView(
                p.id(),
                "p" + p.number(),
                base + "/proposals/" + p.number(),
                p.number(),
                capital(ProposalWords.of(p)),
                state(p),
                item != null ? item.label() : p.seen().statement().isEmpty() ? null : label(p.seen()),
                item == null && p.seen().statement().isEmpty() ? base : base + "/talk/" + p.item(),
                diff(p, item, settled),
                change(p, now, seat),
                settled ? null : since(p, item),
                settled
                                || item == null
                                || p.seen().statement().equals(item.statement())
                                || p.seen().statement().isEmpty()
                        ? List.of()
                        : TextDiff.between(p.seen().statement(), item.statement())
                                .runs(),
                p.reason(),
                words(who, p.by(), p.organization()),
                p.at(),
                round == null ? null : "Round " + round.number(),
                sides(p, who),
                mine(seat, p, who),
                steps(p, who),
                new Allowed(
                        seat.role().speaks() && !settled,
                        seat.leads() && !settled,
                        seat.leads() && p.state() == Proposal.State.OPEN,
                        seat.leads() && p.state() != Proposal.State.OPEN && p.state() != Proposal.State.WITHDRAWN,
                        p.by().equals(seat.id()) && !settled,
                        p.kind() == Proposal.Kind.REWORD || p.kind() == Proposal.Kind.ADD),
                item == null ? 0 : item.revision(),
                p.wanted().statement(),
                null);
    }

    private static List<TextDiff.Run> diff(Proposal p, @Nullable ShapedItem item, boolean settled) {
        return switch (p.kind()) {
            case REWORD ->
                TextDiff.between(
                                settled || item == null ? p.seen().statement() : item.statement(),
                                p.wanted().statement())
                        .runs();
            case ADD -> List.of(new TextDiff.Run(TextDiff.Kind.ADDED, label(p.wanted())));
            case RETIRE -> List.of(new TextDiff.Run(TextDiff.Kind.REMOVED, label(p.seen())));
            case MOVE, AT_HIRE, LEVEL -> List.of();
        };
    }

    private static @Nullable String change(Proposal p, Map<UUID, ShapedItem> now, Seat seat) {
        return switch (p.kind()) {
            case REWORD -> null;
            case RETIRE -> "It leaves the framework with the next version; whoever cites it still finds it.";
            case ADD -> p.wanted().atHire() ? "People must have it when they are hired." : null;
            case MOVE ->
                "From under %s to under %s."
                        .formatted(
                                under(p.seen().parent(), now, seat),
                                under(p.wanted().parent(), now, seat));
            case AT_HIRE ->
                p.wanted().atHire()
                        ? "People must have it when they are hired. Now they may learn it on the job."
                        : "People may learn it on the job. Now they must have it when they are hired.";
            case LEVEL ->
                "From %s to %s."
                        .formatted(level(p.seen().level()), level(p.wanted().level()));
        };
    }

    private static String level(@Nullable String level) {
        return level == null ? "no level" : "“" + level + "”";
    }

    private static String under(@Nullable UUID parent, Map<UUID, ShapedItem> now, Seat seat) {
        if (parent == null || parent.equals(seat.framework().value())) {
            return "the framework itself";
        }
        ShapedItem item = now.get(parent);
        return item == null ? "a statement that has left" : item.label();
    }

    private static @Nullable String since(Proposal p, @Nullable ShapedItem item) {
        if (p.seen().statement().isEmpty()) {
            return null;
        }
        if (item == null || item.retired()) {
            return "The statement has left the framework since this was proposed.";
        }
        if (!p.seen().statement().equals(item.statement())) {
            return "The statement reads differently since this was proposed. What is shown is the change against the new words.";
        }
        boolean moved =
                p.kind() == Proposal.Kind.MOVE && !item.parent().equals(p.seen().parent());
        boolean other =
                p.kind() == Proposal.Kind.AT_HIRE && item.atHire() != p.seen().atHire()
                        || p.kind() == Proposal.Kind.LEVEL
                                && !Objects.equals(item.level(), p.seen().level());
        return moved
                ? "The statement was moved since this was proposed."
                : other ? "This was changed since it was proposed." : null;
    }

    private static List<SideView> sides(Proposal p, Map<Said, Speaker> who) {
        List<SideView> sides = new ArrayList<>();
        for (Side side : Side.values()) {
            List<OpinionView> opinions = p.opinions().stream()
                    .filter(o -> o.agrees() != null
                            && speaker(who, o.by(), o.organization()).side() == side)
                    .map(o -> new OpinionView(
                            words(who, o.by(), o.organization()), Boolean.TRUE.equals(o.agrees()), o.reason()))
                    .toList();
            if (!opinions.isEmpty()) {
                int agreeing =
                        (int) opinions.stream().filter(OpinionView::agrees).count();
                sides.add(new SideView(ProposalWords.of(side), agreeing, opinions.size() - agreeing, opinions));
            }
        }
        return sides;
    }

    private static @Nullable OpinionView mine(Seat seat, Proposal p, Map<Said, Speaker> who) {
        return p.opinions().stream()
                .filter(o -> o.by().equals(seat.id()) && o.agrees() != null)
                .findFirst()
                .map(o -> new OpinionView(
                        words(who, o.by(), o.organization()), Boolean.TRUE.equals(o.agrees()), o.reason()))
                .orElse(null);
    }

    private static List<StepView> steps(Proposal p, Map<Said, Speaker> who) {
        return p.history().stream()
                .map(step -> new StepView(
                        (switch (step.state()) {
                                    case OPEN -> "Opened again by ";
                                    case ACCEPTED ->
                                        step.wording() == null ? "Accepted by " : "Accepted with other words by ";
                                    case DECLINED -> "Declined by ";
                                    case POSTPONED -> "Postponed by ";
                                    case WITHDRAWN -> "Withdrawn by ";
                                })
                                + words(who, step.by(), step.organization()),
                        step.reason(),
                        step.wording(),
                        step.at()))
                .toList();
    }

    static StateView state(Proposal p) {
        String word = ProposalWords.of(p.state());
        return switch (p.state()) {
            case OPEN -> p.disputed() ? StateView.unsure("Disputed") : StateView.active(word);
            case ACCEPTED -> StateView.good(word);
            case DECLINED -> StateView.bad(word);
            case POSTPONED -> StateView.unsure(word);
            case WITHDRAWN -> StateView.neutral(word);
        };
    }

    private static Speaker speaker(Map<Said, Speaker> who, PersonId by, @Nullable OrganizationId organization) {
        Speaker found = who.get(new Said(by, organization));
        if (found == null) {
            throw new IllegalStateException("everybody who said something was asked for");
        }
        return found;
    }

    private static String words(Map<Said, Speaker> who, PersonId by, @Nullable OrganizationId organization) {
        return speaker(who, by, organization).words();
    }

    private static String label(Proposal.Text text) {
        String code = text.code();
        return code == null ? text.statement() : code + " " + text.statement();
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
