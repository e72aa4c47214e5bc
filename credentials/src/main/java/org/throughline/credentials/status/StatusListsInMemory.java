package org.throughline.credentials.status;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A cache of so many bytes of lists at most; the one that was not asked for longest gives way. */
public final class StatusListsInMemory implements StatusListCache {

    private final long maxBytes;
    private final Map<String, PublishedStatusList> lists = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** An empty cache for lists of 64 MiB together, as they are when inflated. */
    public StatusListsInMemory() {
        this(64L * 1024 * 1024);
    }

    /** An empty cache of this size. */
    public StatusListsInMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized Optional<PublishedStatusList> get(String url, Instant now) {
        PublishedStatusList list = lists.get(url);
        if (list == null) {
            return Optional.empty();
        }
        if (now.isBefore(list.until())) {
            return Optional.of(list);
        }
        forget(url);
        return Optional.empty();
    }

    @Override
    public synchronized void keep(PublishedStatusList list) {
        forget(list.url());
        if (size(list) > maxBytes) {
            return;
        }
        lists.put(list.url(), list);
        bytes += size(list);
        Iterator<PublishedStatusList> oldest = lists.values().iterator();
        while (bytes > maxBytes) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private void forget(String url) {
        PublishedStatusList gone = lists.remove(url);
        if (gone != null) {
            bytes -= size(gone);
        }
    }

    private static long size(PublishedStatusList list) {
        return list.list().size() / 8 + 1_024;
    }
}
