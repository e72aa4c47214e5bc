package org.throughline.server.cocreation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * A change of a framework that somebody proposes, with everything that was said of it.
 *
 * @param number how people call it, counted for each framework
 * @param round the round in which it was proposed, or null
 * @param item the item; for {@link Kind#ADD} what the new one comes under: an item or the framework itself
 * @param seen the item as whoever proposes saw it
 * @param wanted what is proposed, as far as the kind speaks of it
 * @param opinions what each person says now, in the order in which they said it first
 * @param history what became of it, oldest first
 */
public record Proposal(
        UUID id,
        FrameworkId framework,
        int number,
        @Nullable UUID round,
        Kind kind,
        UUID item,
        Text seen,
        Text wanted,
        String reason,
        PersonId by,
        @Nullable OrganizationId organization,
        Instant at,
        State state,
        List<Opinion> opinions,
        List<Resolution> history) {
    public Proposal {
        opinions = List.copyOf(opinions);
        history = List.copyOf(history);
    }

    /** What is proposed. */
    public enum Kind {
        /** To say it differently. */
        REWORD,
        /** A new item. */
        ADD,
        /** To take the item out. */
        RETIRE,
        /** To put it under another one. */
        MOVE,
        /** Whether somebody must have it when hired. */
        AT_HIRE,
        /** Another level. */
        LEVEL
    }

    /** What became of it. */
    public enum State {
        OPEN,
        ACCEPTED,
        DECLINED,
        POSTPONED,
        WITHDRAWN;

        /** Whether the lead has still to say something. */
        public boolean waits() {
            return this == OPEN || this == POSTPONED;
        }
    }

    /**
     * The texts of an item that proposals speak of.
     *
     * @param statement empty where a proposal leaves it alone
     * @param parent the item above, or the framework; null where a proposal leaves it alone
     */
    public record Text(
            @Nullable String code,
            String statement,
            @Nullable String level,
            boolean atHire,
            @Nullable UUID parent) {}

    /**
     * What somebody says of it.
     *
     * @param agrees whether they agree; null: they took back what they said
     */
    public record Opinion(
            PersonId by,
            @Nullable OrganizationId organization,
            @Nullable Boolean agrees,
            @Nullable String reason,
            Instant at) {}

    /**
     * One step of what became of it.
     *
     * @param wording the words that were carried out instead of the proposed ones, or null
     * @param act the act on the draft that carried it out, or that took it back
     */
    public record Resolution(
            State state,
            @Nullable String reason,
            @Nullable String wording,
            @Nullable Long act,
            PersonId by,
            @Nullable OrganizationId organization,
            Instant at) {}

    /** How many agree now. */
    public long agreeing() {
        return opinions.stream().filter(o -> Boolean.TRUE.equals(o.agrees())).count();
    }

    /** How many disagree now. */
    public long disagreeing() {
        return opinions.stream().filter(o -> Boolean.FALSE.equals(o.agrees())).count();
    }

    /** Whether some agree and some do not. */
    public boolean disputed() {
        return agreeing() > 0 && disagreeing() > 0;
    }

    /** "Proposal 12". */
    public String called() {
        return "Proposal " + number;
    }
}
