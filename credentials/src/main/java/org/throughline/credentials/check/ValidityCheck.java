package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.throughline.credentials.tree.Tree;

/** Does it count today? */
public final class ValidityCheck implements Check {

    @Override
    public String id() {
        return "validity";
    }

    @Override
    public String spec() {
        return "VC Data Model 2.0 section 4.9 Validity Period; VC Data Model 1.1 sections 4.6 and 4.7; Open Badges 3.0 section 9.1 step 4";
    }

    @Override
    public CheckResult examine(Examination examination) {
        JsonObject document = examination.document();
        Instant now = examination.surroundings().now();
        if (examination.type().isPresentation()) {
            return notApplicable("A presentation has no time of its own; its credentials have");
        }
        String begins = examination.model().from();
        String ends = examination.model().until();
        for (String key : new String[] {begins, ends}) {
            if (document.containsKey(key)
                    && Tree.text(document, key).flatMap(Timestamps::read).isEmpty()) {
                return failed(
                        "\"" + key + "\" is not a date and time with an offset, such as 2026-01-31T12:00:00Z",
                        "/" + key);
            }
        }
        Optional<Instant> from = Tree.text(document, begins).flatMap(Timestamps::read);
        Optional<Instant> until = Tree.text(document, ends).flatMap(Timestamps::read);
        if (from.isPresent() && now.isBefore(from.get())) {
            return failed("It is not valid yet: it counts from " + from.get(), "/" + begins);
        }
        if (until.isPresent() && now.isAfter(until.get())) {
            return failed("It has expired: it counted until " + until.get(), "/" + ends);
        }
        return passed(until.map(end -> "It is in force, until " + end).orElse("It is in force, without an end"));
    }
}
