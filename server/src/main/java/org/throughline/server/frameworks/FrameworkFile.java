package org.throughline.server.frameworks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.exchange.ColumnMapping;
import org.throughline.caseformat.exchange.SheetColumns;
import org.throughline.caseformat.model.CFPackage;

/** What a file turned out to be. */
public sealed interface FrameworkFile {
    /** Everything that was noticed. */
    List<Finding> findings();

    /**
     * A framework.
     *
     * @param form whose form the file has, in words
     * @param mapping the columns as they were read; null where it is no table of which somebody may say what its columns mean
     */
    record Whole(CFPackage pkg, String form, @Nullable ColumnMapping mapping, List<Finding> findings)
            implements FrameworkFile {
        public Whole {
            findings = List.copyOf(findings);
        }
    }

    /** A table, of which somebody has to say what its columns mean. */
    record Table(SheetColumns columns, List<Finding> findings) implements FrameworkFile {
        public Table {
            findings = List.copyOf(findings);
        }
    }

    /** Nothing that can come in. */
    record Refused(List<Finding> findings) implements FrameworkFile {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
