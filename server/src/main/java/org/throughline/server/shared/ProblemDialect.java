package org.throughline.server.shared;

/** How a family of addresses tells its problems, where its standard has words of its own for them: a bean of the room. */
public interface ProblemDialect {
    /** Whether it is spoken at this path. */
    boolean isSpokenAt(String path);

    /** The media type of the body. */
    String contentType();

    /**
     * The problem in the dialect's words.
     *
     * @param status the HTTP status that it is answered with
     */
    byte[] body(Problem problem, int status, String path);
}
