package org.throughline.server.issuing.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.Organization;

/**
 * What an organization endorses, what it could endorse, and who endorses its own achievements.
 *
 * @param crosswalks the published crosswalks that it stands behind
 * @param crosswalk the one that is looked at; null where none is
 */
public record EndorsementsPage(
        Organization issuer,
        List<Organization> others,
        List<Choice> crosswalks,
        @Nullable Choice crosswalk,
        List<Candidate> candidates,
        List<Given> given,
        List<Received> received) {
    public EndorsementsPage {
        others = List.copyOf(others);
        crosswalks = List.copyOf(crosswalks);
        candidates = List.copyOf(candidates);
        given = List.copyOf(given);
        received = List.copyOf(received);
    }

    /** A crosswalk to choose. */
    public record Choice(String id, String title, String href, boolean current) {}

    /** An achievement of somebody else that may be endorsed. */
    public record Candidate(
            String achievement, String name, String href, String owner, List<String> says, boolean standing) {
        public Candidate {
            says = List.copyOf(says);
        }
    }

    /**
     * An endorsement that the organization signed.
     *
     * @param changed what has changed in the crosswalk since; empty where nothing has
     */
    public record Given(
            String id,
            String name,
            String href,
            String owner,
            String sentence,
            String since,
            boolean carried,
            @Nullable String withdrawn,
            String changed) {}

    /** An endorsement of one of the organization's own achievements. */
    public record Received(
            String id,
            String name,
            String href,
            String by,
            String sentence,
            String since,
            boolean carried,
            boolean stands) {}
}
