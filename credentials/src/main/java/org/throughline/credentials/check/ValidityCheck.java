package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        DataModel model = examination.model();
        Optional<Instant> until = Optional.empty();
        for (String key : model.begins()) {
            Said begin = said(document, key, model);
            if (begin.isWrong()) {
                return wrong(key);
            }
            Instant from = begin.at();
            if (from != null && now.isBefore(from)) {
                return failed("It is not valid yet: it counts from " + from, "/" + key);
            }
        }
        for (String key : model.ends()) {
            Said end = said(document, key, model);
            if (end.isWrong()) {
                return wrong(key);
            }
            Instant last = end.at();
            if (last != null && now.isAfter(last)) {
                return failed("It has expired: it counted until " + last, "/" + key);
            }
            until = until.or(() -> Optional.ofNullable(last));
        }
        return passed(until.map(end -> "It is in force, until " + end).orElse("It is in force, without an end"));
    }

    /** What a property says; in Open Badges 2.0 a null says nothing. */
    private static Said said(JsonObject document, String key, DataModel model) {
        JsonValue value = document.get(key);
        if (value == null || (value == JsonValue.NULL && model == DataModel.OPEN_BADGES_2)) {
            return new Said(false, null);
        }
        Instant at = Tree.text(value).flatMap(Timestamps::read).orElse(null);
        return new Said(at == null, at);
    }

    private CheckResult wrong(String key) {
        return failed("\"" + key + "\" is not a date and time with an offset, such as 2026-01-31T12:00:00Z", "/" + key);
    }

    private record Said(boolean isWrong, @Nullable Instant at) {}
}
