package org.throughline.server.cocreation;

/** Proposals in everyday words. */
public final class ProposalWords {
    private ProposalWords() {}

    /** What is proposed, after "proposes": "another wording of EPT.1.2". */
    public static String of(Proposal proposal) {
        String item = proposal.seen().statement().isEmpty()
                ? "the framework"
                : ShapedItem.shortly(proposal.seen().code(), proposal.seen().statement());
        return switch (proposal.kind()) {
            case REWORD -> "another wording of " + item;
            case ADD -> "a new statement under " + item;
            case RETIRE -> "to take out " + item;
            case MOVE -> "another place for " + item;
            case AT_HIRE ->
                proposal.wanted().atHire()
                        ? "that people must have " + item + " when they are hired"
                        : "that people may learn " + item + " on the job";
            case LEVEL -> "another level for " + item;
        };
    }

    /** A kind by itself. */
    public static String of(Proposal.Kind kind) {
        return switch (kind) {
            case REWORD -> "Say it differently";
            case ADD -> "Add something";
            case RETIRE -> "Take it out";
            case MOVE -> "Move it";
            case AT_HIRE -> "Needed when hired, or not";
            case LEVEL -> "Another level";
        };
    }

    /** A state by itself. */
    public static String of(Proposal.State state) {
        return switch (state) {
            case OPEN -> "Open";
            case ACCEPTED -> "Accepted";
            case DECLINED -> "Declined";
            case POSTPONED -> "Postponed";
            case WITHDRAWN -> "Withdrawn";
        };
    }

    /** A role by itself. */
    public static String of(WorkspaceRole role) {
        return switch (role) {
            case LEAD -> "Lead";
            case EDITOR -> "Editor";
            case CONTRIBUTOR -> "Contributor";
            case REVIEWER -> "Reviewer";
            case READER -> "Reader";
        };
    }

    /** What a role is for, in a sentence. */
    public static String sentence(WorkspaceRole role) {
        return switch (role) {
            case LEAD -> "Decides what becomes of proposals, names people, publishes.";
            case EDITOR -> "Changes the draft directly.";
            case CONTRIBUTOR -> "Proposes changes, agrees or disagrees, comments.";
            case REVIEWER -> "Agrees or disagrees, and comments; proposes nothing.";
            case READER -> "Reads the draft and what was said.";
        };
    }

    /** A side by itself. */
    public static String of(Side side) {
        return switch (side) {
            case EDUCATOR -> "Educators";
            case EMPLOYER -> "Employers";
            case OTHER -> "Others";
        };
    }
}
