package org.throughline.server.frameworks;

import java.util.List;
import java.util.Optional;
import org.throughline.server.face.TabsView;
import org.throughline.server.organizations.SignedIn;

/** What rooms above can do with frameworks and their items, for the pages down here to lead to. Each shows only what whoever asks may do. */
public interface FrameworkActions {
    /**
     * A way to something.
     *
     * @param act whether it begins something: then it is a form's button, not a link
     */
    record Way(String label, String href, boolean act) {
        /** A way that is only followed. */
        public static Way to(String label, String href) {
            return new Way(label, href, false);
        }
    }

    /** What a framework's pages are about; each has one tab, the same on all of them. */
    enum Tab {
        READ,
        SHAPE,
        PROPOSALS,
        PEOPLE,
        VERSIONS
    }

    /** What this person, or a stranger, can do with this framework. */
    List<Way> with(Framework framework, Optional<SignedIn> person);

    /** The tabs of a framework's pages, as far as this person may open them; empty where this room has none. */
    default Optional<TabsView> tabs(Framework framework, Optional<SignedIn> person, Tab current) {
        return Optional.empty();
    }

    /** What they can do with this item; each is only followed. */
    default List<Way> with(FrameworkItem item, Optional<SignedIn> person) {
        return List.of();
    }

    /** Frameworks that are not published here and on which this person works, and how to begin one. */
    default List<Way> unpublished(Optional<SignedIn> person) {
        return List.of();
    }
}
