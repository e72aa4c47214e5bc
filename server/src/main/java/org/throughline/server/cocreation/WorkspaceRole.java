package org.throughline.server.cocreation;

/** What somebody may do in a workspace. Each may also do what those after it may, but for the reviewer, who changes nothing. */
public enum WorkspaceRole {
    /** Resolves proposals, names people, sends to review, publishes. */
    LEAD,
    /** Changes the draft. */
    EDITOR,
    /** Proposes, and speaks in threads: an employer without any training included. */
    CONTRIBUTOR,
    /** Agrees or disagrees with proposals and speaks in threads. */
    REVIEWER,
    /** Reads the draft and what was said. */
    READER;

    /** Whether the draft may be changed at once, without a proposal. */
    public boolean edits() {
        return this == LEAD || this == EDITOR;
    }

    /** Whether changes may be proposed. */
    public boolean proposes() {
        return edits() || this == CONTRIBUTOR;
    }

    /** Whether threads may be spoken in, and proposals agreed or disagreed with. */
    public boolean speaks() {
        return this != READER;
    }
}
