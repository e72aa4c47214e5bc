package org.throughline.server.cocreation.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people say to each other: about one item, with what is proposed there, or the newest of a workspace.
 *
 * @param item the item; null for all
 * @param facts of the item in a sentence; null where there are none
 * @param path the items above it
 * @param proposeHref where a change is proposed; null for readers who do not
 */
public record TalkPage(
        WorkspaceHead head,
        @Nullable String item,
        @Nullable String facts,
        String path,
        @Nullable String proposeHref,
        List<ProposalView> proposals,
        List<ThreadView> threads,
        List<PastView> history,
        boolean maySpeak,
        @Nullable String calling,
        String beginAction) {
    public TalkPage {
        proposals = List.copyOf(proposals);
        threads = List.copyOf(threads);
        history = List.copyOf(history);
    }

    /** Something that was done to the statement. */
    public record PastView(String what, String who, Instant at) {}

    /**
     * A thread.
     *
     * @param resolved by whom it was resolved, in words; null while it is open
     */
    public record ThreadView(
            UUID id,
            String called,
            String href,
            String action,
            @Nullable String resolved,
            List<CommentView> comments) {
        public ThreadView {
            comments = List.copyOf(comments);
        }
    }

    /** A comment, with what it said before. */
    public record CommentView(
            UUID id, String who, String text, Instant at, boolean edited, List<String> earlier, boolean mayEdit) {
        public CommentView {
            earlier = List.copyOf(earlier);
        }
    }
}
