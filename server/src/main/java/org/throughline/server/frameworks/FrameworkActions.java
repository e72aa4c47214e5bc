package org.throughline.server.frameworks;

import java.util.List;
import java.util.Optional;
import org.throughline.server.organizations.SignedIn;

/** What rooms above can do with frameworks, for the pages down here to lead to. */
public interface FrameworkActions {
    /**
     * A way to something.
     *
     * @param act whether it begins something: then it is a form's button, not a link
     */
    record Way(String label, String href, boolean act) {}

    /** What this person, or a stranger, can do with this framework. */
    List<Way> with(Framework framework, Optional<SignedIn> person);

    /** Frameworks that are not published here and on which this person works, and how to begin one. */
    List<Way> unpublished(Optional<SignedIn> person);
}
