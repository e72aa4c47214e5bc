package org.throughline.server.alignment.web;

import java.util.List;
import org.throughline.server.face.TableView;

/**
 * Why a pair was proposed.
 *
 * @param said what each run of the engine said of it, the latest first; empty when none ever proposed it
 */
public record WhyPage(String crosswalk, String boardHref, String requirement, String outcome, List<Said> said) {
    public WhyPage {
        said = List.copyOf(said);
    }

    /** What one run said. */
    public record Said(
            String when, String proposed, List<String> reasons, String engine, String learned, TableView figures) {
        public Said {
            reasons = List.copyOf(reasons);
        }
    }
}
