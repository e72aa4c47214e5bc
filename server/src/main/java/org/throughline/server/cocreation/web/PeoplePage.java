package org.throughline.server.cocreation.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * Who takes part in a workspace, and, for a lead, whom to ask.
 *
 * @param unnamed the owner's people who lead without being named
 * @param candidates whom the lead can name at once
 * @param guest what the lead typed, when something was missing
 */
public record PeoplePage(
        WorkspaceHead head,
        List<Row> people,
        String unnamed,
        boolean leads,
        boolean mayLeave,
        List<Option> roles,
        List<Option> sides,
        List<Option> candidates,
        List<InvitedRow> invited,
        Guest guest,
        @Nullable String error) {
    public PeoplePage {
        people = List.copyOf(people);
        roles = List.copyOf(roles);
        sides = List.copyOf(sides);
        candidates = List.copyOf(candidates);
        invited = List.copyOf(invited);
    }

    /** Somebody at the table. */
    public record Row(
            UUID person, String name, String speaksFor, String side, String role, String roleWord, Instant since) {}

    /** An invitation that waits. */
    public record InvitedRow(UUID id, String name, String email, String speaksFor, String role, Instant until) {}

    /** What was typed. */
    public record Guest(String name, String email, String speaksFor, String side, String role) {}
}
