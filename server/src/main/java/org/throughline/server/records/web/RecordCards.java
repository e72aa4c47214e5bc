package org.throughline.server.records.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;

/** A person's own record on their home page. */
@Component
final class RecordCards implements HomeCards {
    private final HeldCredentials credentials;

    RecordCards(HeldCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        List<HeldCredential> held = credentials.of(viewer.id()).stream()
                .filter(c -> c.parent() == null)
                .toList();
        if (held.isEmpty() && !viewer.memberships().isEmpty()) {
            return List.of();
        }
        int unsound =
                (int) held.stream().filter(c -> c.verdict() != Verdict.VALID).count();
        String text = held.isEmpty()
                ? "Credentials that are issued to you appear here by themselves."
                : unsound > 0
                        ? Numbers.count(unsound, "credential does", "credentials do") + " not verify now; see why."
                        : Numbers.count(held.size(), "credential", "credentials")
                                + ", all verified. Share one by link, or let employers find you.";
        return List.of(new HomeCard("My record", text, "/record", "Open my record", null, unsound));
    }
}
