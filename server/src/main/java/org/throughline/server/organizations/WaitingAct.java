package org.throughline.server.organizations;

/**
 * What somebody was about to do when they were asked to prove anew who they are; {@code web}, which knows requests, keeps it with all that was
 * typed and goes on with it afterwards.
 */
public interface WaitingAct {
    /**
     * Keeps the request at hand.
     *
     * @param words what it does, after "you are about to", such as "change your password"
     */
    void keep(String words);

    /** Forgets it, because it is being done. */
    void forget();
}
