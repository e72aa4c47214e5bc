package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.Happenings;
import org.throughline.server.cocreation.Presences;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.ProposalWords;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Dates;
import org.throughline.server.face.TabsView;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/** Makes what every page of a workspace has on top. */
@Component
class WorkspaceHeads {
    private final Proposals proposals;
    private final ProposalRounds rounds;
    private final Presences presences;
    private final Happenings happenings;
    private final People people;

    WorkspaceHeads(
            Proposals proposals, ProposalRounds rounds, Presences presences, Happenings happenings, People people) {
        this.proposals = proposals;
        this.rounds = rounds;
        this.presences = presences;
        this.happenings = happenings;
        this.people = people;
    }

    WorkspaceHead of(Seat seat, String current) {
        return of(seat, current, null);
    }

    WorkspaceHead of(Seat seat, String current, @Nullable UUID item) {
        Map<Proposal.State, Integer> counts = proposals.count(seat.framework());
        long waiting =
                counts.getOrDefault(Proposal.State.OPEN, 0) + (long) counts.getOrDefault(Proposal.State.POSTPONED, 0);
        String base = seat.base();
        List<TabsView.Tab> tabs = new ArrayList<>();
        tabs.add(new TabsView.Tab("Proposals", base + "/proposals", current.equals("proposals"), waiting));
        tabs.add(TabsView.Tab.of("Draft", base + "/edit", false));
        tabs.add(TabsView.Tab.of("Comments", base + "/talk", current.equals("talk")));
        tabs.add(TabsView.Tab.of("Rounds", base + "/rounds", current.equals("rounds")));
        tabs.add(TabsView.Tab.of("People", base + "/workspace", current.equals("workspace")));
        Happenings.Place far =
                happenings.places(List.of(seat.framework())).getOrDefault(seat.framework(), new Happenings.Place(0, 0));
        return new WorkspaceHead(
                seat.workspace().title(),
                base,
                new TabsView("Working together on " + seat.workspace().title(), tabs),
                "You take part as " + article(ProposalWords.of(seat.role())) + ".",
                rounds.open(seat.framework())
                        .map(r -> "Round %d, until %s: %s".formatted(r.number(), Dates.words(r.due()), r.asked()))
                        .orElse(null),
                item,
                here(seat),
                far.act() + "-" + far.happening());
    }

    private String here(Seat seat) {
        List<PersonId> others = presences.here(List.of(seat.framework())).stream()
                .map(Presences.Presence::person)
                .filter(person -> !person.equals(seat.id()))
                .distinct()
                .toList();
        return String.join(", ", people.names(others).values().stream().sorted().toList());
    }

    private static String article(String role) {
        String word = role.toLowerCase(Locale.ROOT);
        return (word.startsWith("e") ? "an " : "a ") + word;
    }
}
