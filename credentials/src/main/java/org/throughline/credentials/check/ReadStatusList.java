package org.throughline.credentials.check;

import org.throughline.credentials.status.PublishedStatusList;

/** What came of reading a published status list. */
sealed interface ReadStatusList {

    /** The list is signed, in force and readable. */
    record Usable(PublishedStatusList published) implements ReadStatusList {}

    /**
     * There is no list to look at.
     *
     * @param message  why, as a whole sentence for people
     */
    record Unusable(String message) implements ReadStatusList {}
}
