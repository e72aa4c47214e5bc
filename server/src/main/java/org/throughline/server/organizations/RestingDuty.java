package org.throughline.server.organizations;

import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a member of an organization by name, and that others must take up when they leave.
 *
 * @param text one sentence that is true before they leave and reads the same to them and to others: "Nobody else can issue credentials."
 * @param href where it is seen to; null where nothing must be done
 */
public record RestingDuty(String text, @Nullable String href, Goes goes) {

    /** What becomes of it when a successor is named. */
    public enum Goes {
        /** The successor has it. */
        ALONG,
        /** The successor has it where an owner names them: it is a role. */
        ALONG_BY_AN_OWNER,
        /** Somebody has to see to it. */
        NOT_ALONG
    }

    /** Whether it goes along. */
    public boolean goesAlong(boolean byOwner) {
        return switch (goes) {
            case ALONG -> true;
            case ALONG_BY_AN_OWNER -> byOwner;
            case NOT_ALONG -> false;
        };
    }
}
