package org.throughline.server.frameworks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.exchange.ColumnMapping;
import org.throughline.caseformat.exchange.SheetRequest.Unmentioned;

/**
 * How a file is to be read.
 *
 * @param sourceName its name or address
 * @param asOf what counts as the last change of whatever a table brings or changes
 * @param target the framework that it updates; null where the file says it itself, or is a new one
 * @param mapping which column of a table says what; null where the headings decide
 * @param part which framework of a file that holds several, from 1; null for the only one
 * @param unmentioned what becomes of items that a table does not mention
 */
public record IncomingForm(
        String sourceName,
        Instant asOf,
        @Nullable FrameworkId target,
        @Nullable ColumnMapping mapping,
        @Nullable Integer part,
        Unmentioned unmentioned) {

    /** As the file itself says. */
    public static IncomingForm of(String sourceName, Instant asOf) {
        return new IncomingForm(sourceName, asOf, null, null, null, Unmentioned.AS_THE_FORM_SAYS);
    }

    /** The columns mean this. */
    public IncomingForm with(ColumnMapping columns) {
        return new IncomingForm(sourceName, asOf, target, columns, part, unmentioned);
    }
}
