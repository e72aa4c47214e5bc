package org.throughline.server.partnerships;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/**
 * People in one room (or call) who settle questions one at a time.
 *
 * @param crosswalk whose pairs are asked; null where all questions are in words
 * @param code by which a phone finds it while it is open
 * @param guests whether whoever has the code may take part, under a name that they give themselves
 * @param version moves with everything that a screen shows
 * @param current the question on the screen; null before the first one
 * @param waiting guests whom nobody has let in yet; they see nothing and have no vote
 */
public record Workshop(
        WorkshopId id,
        PartnershipId partnership,
        @Nullable CrosswalkId crosswalk,
        String title,
        String code,
        boolean guests,
        boolean open,
        long version,
        @Nullable UUID current,
        PersonId openedBy,
        Instant openedAt,
        @Nullable Instant endedAt,
        List<Question> questions,
        List<Participant> participants,
        List<Participant> waiting) {
    public Workshop {
        waiting = List.copyOf(waiting);
        questions = List.copyOf(questions);
        participants = List.copyOf(participants);
    }

    /** How far a question is. */
    public enum State {
        WAITING,
        /** On the screen; people vote for themselves, and nobody sees what others said. */
        VOTING,
        /** The votes are on the screen and stay as they are. */
        REVEALED,
        ACCEPTED,
        REJECTED,
        PARKED;

        public boolean settled() {
            return this == ACCEPTED || this == REJECTED || this == PARKED;
        }
    }

    /** What somebody says to a question. */
    public enum Choice {
        YES("Yes"),
        NO("No"),
        UNSURE("Not sure");

        private final String words;

        Choice(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One question: a pair of a crosswalk, or words.
     *
     * @param words a question in words; of a pair both wordings as they were when it was asked
     * @param proposed the relation that the engine proposes for a pair, in CASE's word
     * @param askedAt when it came on the screen last
     * @param seconds how long it was discussed, as far as it is settled
     * @param relation what a pair was accepted as
     * @param turn how often it was put to the room
     */
    public record Question(
            UUID id,
            int position,
            @Nullable ItemUri requirement,
            @Nullable ItemUri outcome,
            String words,
            @Nullable String proposed,
            State state,
            @Nullable Instant askedAt,
            int seconds,
            @Nullable String relation,
            String note,
            int turn) {
        public boolean isPair() {
            return requirement != null;
        }
    }

    /**
     * Somebody who votes; a guest has no account here.
     *
     * @param letIn whether they take part; a guest does when the facilitator has let them in
     * @param letInBy who let a guest in
     */
    public record Participant(
            UUID id,
            OrganizationId organization,
            @Nullable PersonId person,
            String name,
            boolean letIn,
            @Nullable PersonId letInBy) {
        public boolean guest() {
            return person == null;
        }
    }

    /** A vote. Only {@link Workshops#turns} gives them away, and not before they are revealed. */
    public record Vote(
            Participant by, Choice choice, @Nullable String relation, String reason) {}

    /**
     * One time that a question was put to the room.
     *
     * @param number from 1
     * @param revealed whether the votes were shown; those of a turn that was parked before stay private
     * @param cast how many voted
     * @param votes by organization; none where they were not revealed
     */
    public record Turn(int number, boolean revealed, int cast, List<Vote> votes) {
        public Turn {
            votes = List.copyOf(votes);
        }
    }

    /** What an organization says: each has one vote, which is what most of its people said; where they are of two minds it is not sure. */
    public record Voice(OrganizationId organization, Choice choice) {}

    /** The votes of the organizations whose people voted. */
    public static List<Voice> voices(List<Vote> votes) {
        Map<OrganizationId, Map<Choice, Long>> counted = votes.stream()
                .collect(Collectors.groupingBy(
                        v -> v.by().organization(),
                        LinkedHashMap::new,
                        Collectors.groupingBy(Vote::choice, Collectors.counting())));
        return counted.entrySet().stream()
                .map(said -> new Voice(said.getKey(), most(said.getValue())))
                .toList();
    }

    private static Choice most(Map<Choice, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .filter(count -> 2 * count.getValue() > all)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Choice.UNSURE);
    }

    public Optional<Question> asked() {
        return questions.stream().filter(q -> q.id().equals(current)).findFirst();
    }

    public long settled() {
        return questions.stream().filter(q -> q.state().settled()).count();
    }
}
