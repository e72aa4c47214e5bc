package org.throughline.caseformat.exchange;

import java.util.List;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.CFPackage;

/** What came of reading a file of whatever form. */
public sealed interface FrameworkOutcome {

    /** Everything that was noticed. */
    List<Finding> findings();

    /** The file is a framework. */
    record Read(FrameworkForm form, CFPackage pkg, List<Finding> findings) implements FrameworkOutcome {
        public Read {
            findings = List.copyOf(findings);
        }
    }

    /** The file is a table whose headings do not tell which column is the statement: somebody has to say it. */
    record NeedsColumns(SheetColumns columns, List<Finding> findings) implements FrameworkOutcome {
        public NeedsColumns {
            findings = List.copyOf(findings);
        }
    }

    /** The file gives no framework; at least one of the findings is an error that says why. */
    record Refused(List<Finding> findings) implements FrameworkOutcome {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
