package org.throughline.server.issuing.web;

import java.util.Set;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.issuing.RosterCheck;
import org.throughline.server.organizations.Organization;

/**
 * A dry run: every row's fate, before anything is signed.
 *
 * @param chosen ids of the achievements
 * @param names their names
 * @param key names this act, so that pressing twice issues once
 */
public record CheckPage(
        Organization issuer,
        Set<String> chosen,
        String names,
        String roster,
        boolean clr,
        String key,
        RosterCheck check) {
    public CheckPage {
        chosen = Set.copyOf(chosen);
    }

    /** What would happen, in one sentence. */
    public String sentence() {
        if (check.rows() == 0) {
            return "No row of this roster can be issued. Nothing was signed.";
        }
        String badges = Numbers.count(check.badges(), "badge", "badges");
        String people = Numbers.count(check.people(), "person", "people");
        String records = clr ? ", and each gets a Comprehensive Learner Record that contains them" : "";
        return issuer.name() + " would sign " + badges + " for " + people + records + ". Nothing is signed yet.";
    }

    /** The words of the button. */
    public String confirm() {
        long left = check.findings().size();
        String issue = "Issue to " + Numbers.count(check.people(), "person", "people");
        return left == 0 ? issue : issue + ", leave out " + Numbers.count(left, "row", "rows");
    }

    public StateView state(RosterCheck.RowFate row) {
        return switch (row.fate()) {
            case ISSUE -> StateView.good("Issue");
            case ALREADY_ISSUED -> StateView.neutral("Has it");
            case LEFT_OUT -> StateView.bad("Left out");
        };
    }
}
