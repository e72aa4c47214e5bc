package org.throughline.server.frameworks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.ItemUri;

/** The frameworks on this server, and their items. Reading here asks nobody's permission: pages and APIs decide who may see what. */
@Component
public class Frameworks {
    /** All frameworks, by title. */
    public List<Framework> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Framework> find(FrameworkId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The framework whose CFDocument has this URI. */
    public Optional<Framework> byUri(String documentUri) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** All items of a framework in tree order (depth first, siblings in their order; an item with several parents stands at its first). */
    public List<FrameworkItem> items(FrameworkId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<FrameworkItem> item(ItemUri uri) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Those of the named items that are known here. */
    public Map<ItemUri, FrameworkItem> items(Collection<ItemUri> uris) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Another room says that something of its own rests on an item, so that the item's page and a later change can show it. The same
     * citation twice is one.
     *
     * @param kind {@code achievement}, {@code alignment}, {@code talent-need}…
     * @param label what to call the citing thing
     * @param href its page
     */
    public void cite(ItemUri item, String kind, String label, String href) {
        throw new UnsupportedOperationException("not built yet");
    }
}
