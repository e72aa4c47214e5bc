package org.throughline.server.cocreation.web;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.Happenings;
import org.throughline.server.cocreation.Presences;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.ProposalWords;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.Dates;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/** Makes what every page of a workspace has on top. */
@Component
class WorkspaceHeads {
    private final DraftTabs tabs;
    private final ProposalRounds rounds;
    private final Presences presences;
    private final Happenings happenings;
    private final People people;

    WorkspaceHeads(DraftTabs tabs, ProposalRounds rounds, Presences presences, Happenings happenings, People people) {
        this.tabs = tabs;
        this.rounds = rounds;
        this.presences = presences;
        this.happenings = happenings;
        this.people = people;
    }

    WorkspaceHead of(Seat seat, String current) {
        return of(seat, current, null);
    }

    /** The same for a list of proposals, narrowed as its address says. */
    WorkspaceHead list(Seat seat, String view, String narrowed) {
        return of(seat, tabs.proposals(seat, view, narrowed), null);
    }

    WorkspaceHead of(Seat seat, String current, @Nullable UUID item) {
        return of(seat, current.equals("workspace") ? tabs.people(seat) : tabs.proposals(seat, current, ""), item);
    }

    private WorkspaceHead of(Seat seat, PageTabs page, @Nullable UUID item) {
        String base = seat.base();
        Happenings.Place far =
                happenings.places(List.of(seat.framework())).getOrDefault(seat.framework(), new Happenings.Place(0, 0));
        return new WorkspaceHead(
                seat.workspace().title(),
                base,
                page,
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
