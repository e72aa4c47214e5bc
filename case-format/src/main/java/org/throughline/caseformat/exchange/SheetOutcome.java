package org.throughline.caseformat.exchange;

import java.util.List;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.CFPackage;

/** What came of reading a sheet. */
public sealed interface SheetOutcome {

    /** Everything that was noticed; a pointer is {@code sheet CF Item, cell B7} or {@code line 7, column fullStatement}. */
    List<Finding> findings();

    /**
     * The sheet is a framework.
     *
     * @param pkg the framework, whole and in order
     * @param form whose form the sheet had
     * @param mapping the columns as they were read; a plain table is read the same way again with it
     * @param findings what was repaired or left out on the way
     */
    record Read(CFPackage pkg, SheetForm form, ColumnMapping mapping, List<Finding> findings) implements SheetOutcome {
        public Read {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The sheet is a table, but its headings do not tell which column is the statement: somebody has to say it.
     *
     * @param columns the sheets, their columns and a guess to begin with
     * @param findings what was noticed so far
     */
    record NeedsColumns(SheetColumns columns, List<Finding> findings) implements SheetOutcome {
        public NeedsColumns {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The file gives no framework.
     *
     * @param findings the errors, at least one, and what else was noticed
     */
    record Refused(List<Finding> findings) implements SheetOutcome {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
