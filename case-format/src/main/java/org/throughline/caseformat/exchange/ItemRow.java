package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One item of a table while it is being read: its line, where it hangs, and who it turns out to be. */
final class ItemRow {

    /** The parent of rows that stand right under the document. */
    static final int DOCUMENT = -1;

    /** The line it stands in; for a step of a path that has no line of its own, the first line that names it. */
    final Grid.Line line;

    /** Whether the cells of the line, other than the statement, are about this item. */
    boolean ownsLine;

    final String statement;
    final int statementColumn;

    @Nullable
    String code;

    @Nullable
    String identifier;

    /** The row it hangs under in reading order. */
    int parent = DOCUMENT;

    /** Whether the table says so, rather than saying nothing about a parent. */
    boolean placed;

    final List<Integer> moreParents = new ArrayList<>();

    /** Addresses of parents that are not in the table. */
    final List<String> outsideParents = new ArrayList<>();

    /** Who it is. */
    @Nullable
    UUID id;

    /** The identifier as written where it is not the one it has. */
    @Nullable
    String original;

    /** The row that this one is an exact copy of; -1 for none. */
    int copyOf = -1;

    ItemRow(Grid.Line line, boolean ownsLine, String statement, int statementColumn) {
        this.line = line;
        this.ownsLine = ownsLine;
        this.statement = statement;
        this.statementColumn = statementColumn;
    }

    /** How a message names it. */
    String label() {
        return CellText.quoted(code == null ? statement : code + " " + statement);
    }

    /** Who it is, once that is known. */
    UUID identity() {
        if (id == null) {
            throw new IllegalStateException("Asked too early who " + label() + " is");
        }
        return id;
    }
}
