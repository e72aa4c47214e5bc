package org.throughline.credentials.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A status list that was fetched and verified in full.
 *
 * @param url  where it stands
 * @param purposes  what its bits are about; one list may serve several purposes
 * @param issuer  who signed it
 * @param until  how long this copy may be used: its {@code ttl} from when it was fetched, and never beyond its own end
 */
public record PublishedStatusList(
        String url,
        StatusListFormat format,
        StatusList list,
        List<String> purposes,
        @Nullable String issuer,
        Instant until) {

    public PublishedStatusList {
        purposes = List.copyOf(purposes);
    }
}
