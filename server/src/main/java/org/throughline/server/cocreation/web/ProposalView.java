package org.throughline.server.cocreation.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.face.StateView;

/**
 * A proposal as people read it.
 *
 * @param anchor of its card on a page
 * @param title what is proposed
 * @param item the statement that it is about, and where it is talked about
 * @param diff the words as they stand now against the proposed ones; empty where the proposal is not about words
 * @param change what is proposed, in a sentence; null where the words show it
 * @param since what happened to the item since this was proposed, in a sentence; null for nothing
 * @param sinceDiff the words that were seen when it was proposed, against those that stand now
 * @param sides what people say of it, educators and employers apart
 * @param mine what the reader says of it
 * @param revision of the item's text, as shown
 * @param clash why what was tried did not happen; null otherwise
 */
public record ProposalView(
        UUID id,
        String anchor,
        String href,
        int number,
        String title,
        StateView state,
        @Nullable String item,
        String itemHref,
        List<TextDiff.Run> diff,
        @Nullable String change,
        @Nullable String since,
        List<TextDiff.Run> sinceDiff,
        String reason,
        String by,
        Instant at,
        @Nullable String round,
        List<SideView> sides,
        @Nullable OpinionView mine,
        List<StepView> history,
        Allowed allowed,
        long revision,
        String wording,
        @Nullable String clash) {
    public ProposalView {
        diff = List.copyOf(diff);
        sinceDiff = List.copyOf(sinceDiff);
        sides = List.copyOf(sides);
        history = List.copyOf(history);
    }

    /** What the reader may do with it. */
    public record Allowed(
            boolean say, boolean resolve, boolean postpone, boolean undo, boolean withdraw, boolean reword) {}

    /** What one side says. */
    public record SideView(String name, int agreeing, int disagreeing, List<OpinionView> opinions) {
        public SideView {
            opinions = List.copyOf(opinions);
        }
    }

    /** What somebody says. */
    public record OpinionView(
            String who, boolean agrees, @Nullable String reason) {}

    /** What became of it, step by step. */
    public record StepView(
            String words, @Nullable String reason, @Nullable String wording, Instant at) {}

    /** The same card, with why something did not happen. */
    ProposalView clashing(String why) {
        return new ProposalView(
                id, anchor, href, number, title, state, item, itemHref, diff, change, since, sinceDiff, reason, by, at,
                round, sides, mine, history, allowed, revision, wording, why);
    }
}
