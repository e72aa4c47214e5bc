package org.throughline.server.alignment.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** Tells on the home page which crosswalks wait for a decision. */
@Component
class CrosswalkCards implements HomeCards {
    private final Crosswalks crosswalks;
    private final CrosswalkAccess access;

    CrosswalkCards(Crosswalks crosswalks, CrosswalkAccess access) {
        this.access = access;
        this.crosswalks = crosswalks;
    }

    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        List<Membership> deciding = viewer.memberships().stream()
                .filter(membership -> membership.hasAny(Role.EDITOR, Role.REVIEWER))
                .toList();
        if (deciding.isEmpty()) {
            return List.of();
        }
        Map<CrosswalkId, Integer> waiting = crosswalks.waiting();
        List<Crosswalk> all = crosswalks.all();
        return deciding.stream()
                .map(membership -> card(
                        membership,
                        all,
                        access.decidedBy(List.of(membership.organization().id())),
                        waiting))
                .toList();
    }

    private static HomeCard card(
            Membership membership, List<Crosswalk> all, Set<CrosswalkId> behind, Map<CrosswalkId, Integer> waiting) {
        List<Crosswalk> own =
                all.stream().filter(one -> behind.contains(one.id())).toList();
        int open =
                own.stream().mapToInt(one -> waiting.getOrDefault(one.id(), 0)).sum();
        String href = own.stream()
                .filter(one -> waiting.containsKey(one.id()))
                .findFirst()
                .map(one -> "/crosswalks/" + one.id())
                .orElse("/crosswalks");
        String text;
        if (own.isEmpty()) {
            text = "Set a job role against a programme, and see what matches.";
        } else if (open == 0) {
            text = "Nothing waits for a decision in %s."
                    .formatted(Numbers.count(own.size(), "crosswalk", "crosswalks"));
        } else {
            text = "%s for a decision.".formatted(Numbers.count(open, "requirement waits", "requirements wait"));
        }
        return new HomeCard(
                "Crosswalks",
                text,
                href,
                open == 0 ? "See the crosswalks" : "Decide pairs",
                membership.organization().id(),
                open);
    }
}
