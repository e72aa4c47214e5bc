package org.throughline.server.site.web;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.NavItem;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/**
 * A way into a part of the house, shown in the navigation to those who have something to do there.
 *
 * @param sentence what one does there, for the home page
 * @param also another address of the same part
 */
record Door(
        String label,
        String href,
        String sentence,
        Predicate<SignedIn> open,
        @Nullable String also) {
    private static final Door VERIFY = new Door(
            "Verify",
            "/verify",
            "Check any credential: who signed it, whether it holds, what it says.",
            viewer -> true);

    private static final List<Door> ALL = List.of(
            new Door("My record", "/record", "Your credentials, and who may see them.", Door::ownsARecord),
            new Door(
                    "What it is worth",
                    "/record/worth",
                    "Which needs you meet, and what is missing.",
                    Door::ownsARecord),
            new Door(
                    "Frameworks",
                    "/frameworks",
                    "Read and shape what people should know and be able to do.",
                    Door::isMember),
            new Door(
                    "Crosswalks",
                    "/crosswalks",
                    "Decide which outcomes answer which requirements.",
                    has(Role.EDITOR, Role.REVIEWER, Role.VIEWER),
                    "/suggest"),
            new Door(
                    "Achievements",
                    "/achievements",
                    "Define what learners earn, and which outcomes it proves.",
                    hasIn(OrganizationKind.EDUCATOR, Role.EDITOR, Role.ISSUER)),
            new Door(
                    "Issue",
                    "/issuing",
                    "From a roster to signed credentials, with a dry run first.",
                    hasIn(OrganizationKind.EDUCATOR, Role.ISSUER)),
            new Door(
                    "Talent needs",
                    "/needs",
                    "Say what you need, and find people who can prove it.",
                    hasIn(OrganizationKind.EMPLOYER, Role.RECRUITER, Role.VIEWER)),
            new Door(
                    "Endorsements",
                    "/issuing/endorsements",
                    "Sign that an achievement answers what you ask for.",
                    Door::endorses),
            new Door(
                    "Partnerships",
                    "/partnerships",
                    "Who works together, and what each still has to do.",
                    has(Role.EDITOR, Role.REVIEWER, Role.VIEWER)),
            new Door("Pipeline", "/pipeline", "Supply and demand per competency.", has(Role.VIEWER)),
            VERIFY);

    Door(String label, String href, String sentence, Predicate<SignedIn> open) {
        this(label, href, sentence, open, null);
    }

    /** The stop of the navigation, as a page at this path shows it. */
    NavItem at(String path) {
        NavItem item = NavItem.at(label, href, path);
        return also == null
                ? item
                : new NavItem(
                        label,
                        href,
                        item.current() || NavItem.at(label, also, path).current());
    }

    /** The doors that are open to a signed-in person, in the order of the navigation. */
    static List<Door> of(SignedIn viewer) {
        return ALL.stream().filter(door -> door.open().test(viewer)).toList();
    }

    /** The one door that is open to strangers everywhere. */
    static List<Door> ofStrangers() {
        return List.of(VERIFY);
    }

    /** Everybody may hold credentials; who works for an organization finds their own record on the page of their account. */
    private static boolean ownsARecord(SignedIn viewer) {
        return viewer.memberships().isEmpty() && !viewer.administrator();
    }

    /** An educator's issuers find the endorsements among the issuing; who signs for an employer or a coalition comes for nothing else. */
    private static boolean endorses(SignedIn viewer) {
        return has(Role.ISSUER)
                .and(hasIn(OrganizationKind.EDUCATOR, Role.ISSUER).negate())
                .test(viewer);
    }

    private static boolean isMember(SignedIn viewer) {
        return !viewer.memberships().isEmpty();
    }

    private static Predicate<SignedIn> has(Role... roles) {
        return viewer -> viewer.memberships().stream().anyMatch(m -> m.hasAny(roles));
    }

    private static Predicate<SignedIn> hasIn(OrganizationKind kind, Role... roles) {
        return viewer -> viewer.in(kind).stream().anyMatch(m -> m.hasAny(roles));
    }
}
