package org.throughline.server.site.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.Station;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.SignedIn;

/** The start page: for a stranger what this is, for a signed-in person what waits for them. */
@Controller
class HomePages {
    private static final Line IDEA = Line.of(
            "From what an employer requires to the person who can do it",
            Station.of("requirement", "Isolate equipment before work begins")
                    .by("an energy employer")
                    .link(LinkState.HELD, "the same competency"),
            Station.of("outcome", "Locks out and tags electrical equipment")
                    .by("a college")
                    .link(LinkState.HELD, "proved by"),
            Station.of("achievement", "Electrical Safety")
                    .by("a course of the college")
                    .link(LinkState.HELD, "awarded as"),
            Station.of("credential", "A signed Open Badge")
                    .detail("Anyone can check it")
                    .link(LinkState.HELD, "held by"),
            Station.of("person", "A learner").detail("Decides who may see it"));

    private final CurrentPerson current;
    private final ObjectProvider<HomeCards> rooms;

    HomePages(CurrentPerson current, ObjectProvider<HomeCards> rooms) {
        this.current = current;
        this.rooms = rooms;
    }

    @GetMapping("/")
    ModelAndView home() {
        Optional<SignedIn> viewer = current.find();
        return viewer.isEmpty()
                ? new ModelAndView("site/welcome", Map.of("line", IDEA))
                : new ModelAndView("site/home", Map.of("page", page(viewer.get())));
    }

    private HomePage page(SignedIn viewer) {
        List<HomeCard> cards = rooms.stream()
                .flatMap(room -> room.cards(viewer).stream())
                .sorted(Comparator.comparing((HomeCard card) -> card.waiting() == 0))
                .toList();
        int waiting = (int) cards.stream().filter(card -> card.waiting() > 0).count();
        return new HomePage(
                viewer.displayName(),
                summary(waiting),
                cards.stream().map(card -> card(card, viewer)).toList(),
                Door.of(viewer).stream()
                        .map(door -> new HomePage.Way(door.label(), door.href(), door.sentence()))
                        .toList(),
                viewer.memberships().stream()
                        .map(Membership::organization)
                        .map(o -> new HomePage.Way(o.name(), "/o/" + o.slug(), o.description()))
                        .toList(),
                viewer.administrator());
    }

    private static HomePage.Card card(HomeCard card, SignedIn viewer) {
        var organization = card.organization();
        String kicker = organization == null
                ? null
                : viewer.in(organization).map(m -> m.organization().name()).orElse(null);
        return new HomePage.Card(card.title(), kicker, card.text(), card.href(), card.action(), card.waiting() > 0);
    }

    private static String summary(int waiting) {
        return switch (waiting) {
            case 0 -> "Nothing waits for you.";
            case 1 -> "One thing waits for you.";
            default -> waiting + " things wait for you.";
        };
    }
}
