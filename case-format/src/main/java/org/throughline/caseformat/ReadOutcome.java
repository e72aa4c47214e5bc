package org.throughline.caseformat;

import java.util.List;
import org.throughline.caseformat.model.CFPackage;

/** What came of reading a file: a package, or the reasons why there is none. */
public sealed interface ReadOutcome {

    /** Everything that was noticed, in the order of reading. */
    List<Finding> findings();

    /**
     * The file is a package that can be used.
     *
     * @param pkg the package, whole and in order
     * @param findings what was repaired or left out on the way
     */
    record Read(CFPackage pkg, List<Finding> findings) implements ReadOutcome {
        public Read {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The file gives no package.
     *
     * @param findings the errors, at least one, and what else was noticed
     */
    record Refused(List<Finding> findings) implements ReadOutcome {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
