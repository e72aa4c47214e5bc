package org.throughline.credentials.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.status.StatusList;

/** What came of reading a published status list. */
sealed interface ReadStatusList {

    /**
     * The list is signed, in force and readable.
     *
     * @param issuer  who signed it
     */
    record Usable(
            StatusList list,
            List<String> purposes,
            @Nullable String issuer) implements ReadStatusList {}

    /**
     * There is no list to look at.
     *
     * @param message  why, as a whole sentence for people
     */
    record Unusable(String message) implements ReadStatusList {}
}
