package org.throughline.caseformat.exchange;

import java.util.List;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.CFPackage;

/**
 * Writes the items of a framework as one CSV (RFC 4180, UTF-8 with a byte order mark, commas) under OpenSALT's headings. A text that
 * a spreadsheet would run as a formula gets an apostrophe in front, which {@link SheetReader} takes off again.
 */
public final class CsvWriter {

    /** The table. */
    public byte[] write(CFPackage pkg) {
        throw new UnsupportedOperationException();
    }

    /** What this framework says that the table cannot hold: a warning {@code not-in-csv} for each kind, with an example. */
    public List<Finding> losses(CFPackage pkg) {
        throw new UnsupportedOperationException();
    }
}
