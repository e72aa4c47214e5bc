package org.throughline.server.partnerships.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.partnerships.Partnership;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standings;
import org.throughline.server.partnerships.Standings.MemberTask;
import org.throughline.server.partnerships.Standings.Overview;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshops;

/** Tells at home what partnerships wait for: an answer, a signature, the tasks of the open round, a workshop that is on. */
@Component
class PartnershipCards implements HomeCards {
    private final Partnerships partnerships;
    private final Standings standings;
    private final Workshops workshops;
    private final Heads heads;

    PartnershipCards(Partnerships partnerships, Standings standings, Workshops workshops, Heads heads) {
        this.partnerships = partnerships;
        this.standings = standings;
        this.workshops = workshops;
        this.heads = heads;
    }

    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        List<HomeCard> cards = new ArrayList<>();
        for (Membership membership : viewer.memberships()) {
            var own = List.of(membership.organization().id());
            for (Partnership partnership :
                    partnerships.inviting(own).stream().filter(p -> !p.closed()).toList()) {
                cards.add(new HomeCard(
                        partnership.name(),
                        heads.name(partnership.convener()) + " invites you to take part.",
                        "/partnerships/" + partnership.id() + "/invitation",
                        "Read the invitation",
                        membership.organization().id(),
                        membership.hasAny(Role.OWNER) ? 1 : 0));
            }
            if (membership.hasAny(Role.EDITOR, Role.REVIEWER)) {
                standings.of(partnerships.of(own)).forEach(overview -> card(membership, overview, cards));
            }
        }
        return cards;
    }

    private void card(Membership membership, Overview overview, List<HomeCard> cards) {
        var organization = membership.organization().id();
        Partnership partnership = overview.partnership();
        String base = "/partnerships/" + partnership.id();
        if (partnership.closed()
                || partnership.member(organization).filter(m -> m.works()).isEmpty()) {
            return;
        }
        workshops.of(partnership.id()).stream()
                .filter(Workshop::open)
                .findFirst()
                .ifPresent(w -> cards.add(new HomeCard(
                        partnership.name(),
                        "The workshop “%s” is on.".formatted(w.title()),
                        "/w/" + w.code(),
                        "Take part",
                        organization,
                        1)));
        List<MemberTask> waiting = overview.waiting(organization);
        if (membership.hasAny(Role.OWNER) && !overview.hasSigned(organization)) {
            cards.add(new HomeCard(
                    partnership.name(),
                    "Version %d of the charter waits for your signature."
                            .formatted(overview.charter().version()),
                    base + "/charter",
                    "Read and sign",
                    organization,
                    1));
        } else if (!waiting.isEmpty()) {
            MemberTask first = waiting.getFirst();
            cards.add(new HomeCard(
                    partnership.name(),
                    "%s in round %d, due %s: %s."
                            .formatted(
                                    Numbers.count(waiting.size(), "task waits", "tasks wait"),
                                    first.round().number(),
                                    Dates.words(first.round().due()),
                                    first.task().title()),
                    base,
                    "See what is asked",
                    organization,
                    waiting.size()));
        }
    }
}
