package org.throughline.server.partnerships;

/** How a member stands to its partnership. Only who has joined takes part; others see at most that they were invited. */
public enum Standing {
    INVITED,
    JOINED,
    DECLINED,
    LEFT,
    /** Took part until the lead ended it. */
    UNSEATED,
    /** Was invited, until the invitation was taken back. */
    WITHDRAWN
}
