package org.throughline.server.issuing.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.face.Numbers;
import org.throughline.server.issuing.BatchLine;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** What waits for an issuer on the home page. */
@Component
final class IssuingCards implements HomeCards {
    private final Issuance issuance;

    IssuingCards(Issuance issuance) {
        this.issuance = issuance;
    }

    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        return viewer.memberships().stream()
                .filter(m -> m.roles().contains(Role.ISSUER))
                .map(m -> card(m.organization()))
                .toList();
    }

    private HomeCard card(Organization organization) {
        List<BatchLine> batches = issuance.batches(organization.id());
        int failed = batches.stream().mapToInt(b -> b.progress().failed()).sum();
        long running = batches.stream().filter(b -> !b.progress().finished()).count();
        String text = failed > 0
                ? Numbers.count(failed, "credential", "credentials") + " could not be issued; see why."
                : running > 0
                        ? Numbers.count(running, "issuance is", "issuances are") + " running."
                        : batches.isEmpty()
                                ? "Turn a roster into signed credentials. You see every row's fate before anything is signed."
                                : Numbers.count(
                                                batches.stream()
                                                        .mapToInt(b ->
                                                                b.progress().issued())
                                                        .sum(),
                                                "credential",
                                                "credentials")
                                        + " issued so far.";
        return new HomeCard(
                "Issue credentials",
                text,
                "/issuing?organization=" + organization.slug(),
                "Issue",
                organization.id(),
                failed);
    }
}
