package org.throughline.server.talent.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.JobProfiles;
import org.throughline.server.talent.Sourcing;

/** What waits for a recruiter: people who can be contacted, or a first need to state. */
@Component
final class TalentCards implements HomeCards {
    private final JobProfiles profiles;
    private final Sourcing sourcing;

    TalentCards(JobProfiles profiles, Sourcing sourcing) {
        this.profiles = profiles;
        this.sourcing = sourcing;
    }

    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        List<HomeCard> cards = new ArrayList<>();
        for (Membership employer : viewer.in(OrganizationKind.EMPLOYER)) {
            if (employer.hasAny(Role.RECRUITER)) {
                List<JobProfile> needs = profiles.of(employer.organization().id());
                int meeting =
                        needs.stream().mapToInt(sourcing::meetingAllRequired).sum();
                cards.add(card(employer, needs.size(), meeting));
            }
        }
        return cards;
    }

    private static HomeCard card(Membership employer, int needs, int meeting) {
        if (needs == 0) {
            return new HomeCard(
                    "Talent needs",
                    "Say what a job asks for, and see who can prove it.",
                    "/needs/new",
                    "State a need",
                    employer.organization().id(),
                    0);
        }
        return new HomeCard(
                "Talent needs",
                Numbers.count(needs, "need", "needs") + " stated; "
                        + Numbers.count(meeting, "match meets", "matches meet") + " all that is required.",
                "/needs",
                "See the people found",
                employer.organization().id(),
                meeting);
    }
}
