package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/** The members of a partnership, their people, and invitations. {@code link} was made by the act before this page, and is told once. */
public record MembersPage(
        PartnershipHead head,
        List<Seated> members,
        List<Waiting> waiting,
        List<Option> organizations,
        List<Option> parts,
        List<Option> kinds,
        @Nullable String link,
        @Nullable String linkFor,
        boolean manages) {
    public MembersPage {
        members = List.copyOf(members);
        waiting = List.copyOf(waiting);
        organizations = List.copyOf(organizations);
        parts = List.copyOf(parts);
        kinds = List.copyOf(kinds);
    }

    /** One member. {@code toName} are the people whom the reader may name for it; the lead changes its part and ends it. */
    public record Seated(
            String name,
            String slug,
            String part,
            StateView standing,
            String since,
            @Nullable String commitment,
            List<Named> people,
            List<Option> toName,
            boolean mayLeave,
            boolean mayChange,
            boolean mayWithdraw,
            String chosenPart) {
        public Seated {
            people = List.copyOf(people);
            toName = List.copyOf(toName);
        }
    }

    public record Named(String id, String name, boolean mayWithdraw) {}

    /** An invitation by mail that nobody has answered. */
    public record Waiting(String id, String organization, String person, String until) {}
}
