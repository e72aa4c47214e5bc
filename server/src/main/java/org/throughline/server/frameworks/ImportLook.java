package org.throughline.server.frameworks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.exchange.ColumnMapping;
import org.throughline.caseformat.exchange.SheetColumns;

/** What a look at a file before its import tells. Nothing has changed yet. */
public sealed interface ImportLook {
    /** Everything that was noticed. */
    List<Finding> findings();

    /**
     * It can be read, whether or not it may come in ({@link ImportPreview#allowed()}).
     *
     * @param standing what stands here already under its identifier; null where it is new
     * @param same whether that is letter for letter what the file says
     * @param form whose form the file has, in words
     * @param mapping the columns as they were read; null where nobody has to say what they mean
     * @param changes what it adds, changes, moves and retires, by name; of a framework that is new here nothing
     * @param first the first rows of the resulting tree
     * @param owner whose the framework is, where that is the reason why it may not come in
     */
    record Readable(
            ImportPreview preview,
            @Nullable Framework standing,
            boolean same,
            String form,
            @Nullable ColumnMapping mapping,
            List<UpstreamChange> changes,
            List<Row> first,
            @Nullable FrameworkId owner,
            String uri,
            List<Finding> findings)
            implements ImportLook {
        public Readable {
            changes = List.copyOf(changes);
            first = List.copyOf(first);
            findings = List.copyOf(findings);
        }
    }

    /** A table, of which somebody has to say what its columns mean. */
    record Columns(SheetColumns columns, List<Finding> findings) implements ImportLook {
        public Columns {
            findings = List.copyOf(findings);
        }
    }

    /** Nothing that can be read. */
    record Refused(List<Finding> findings) implements ImportLook {
        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /** Several frameworks, each to be looked at by itself ({@link IncomingForm#part()}). */
    record Several(List<Part> parts, List<Finding> findings) implements ImportLook {
        public Several {
            parts = List.copyOf(parts);
            findings = List.copyOf(findings);
        }
    }

    /**
     * One framework of several.
     *
     * @param number from 1, as the file has them
     * @param title what it is called; null where it can't be read, which the findings explain
     */
    record Part(int number, @Nullable String title) {}

    /** A row of the tree. */
    record Row(int depth, @Nullable String code, String statement) {}
}
