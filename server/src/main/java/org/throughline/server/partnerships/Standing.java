package org.throughline.server.partnerships;

/** How a member stands to its partnership. Only who has joined takes part; others see at most that they were invited. */
public enum Standing {
    INVITED,
    JOINED,
    DECLINED,
    LEFT
}
