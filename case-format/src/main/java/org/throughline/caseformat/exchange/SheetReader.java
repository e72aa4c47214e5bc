package org.throughline.caseformat.exchange;

/**
 * Reads frameworks from CSV and XLSX: OpenSALT's workbook and table, OpenCASE's, compeito's, our own whole workbook, and any other
 * table by a {@link ColumnMapping}. Bytes tell which of the two a file is, not its name. The same bytes, request and standing
 * framework always give the same package.
 *
 * <p>A row with an identifier keeps it. A row without takes the identifier of the standing item with the same code, else of the one
 * with the same statement under the same parent, else one derived from the framework's identifier and the code, else from the
 * statement and its parent. A column that is not there, or that is blank from top to bottom, changes nothing of a standing
 * framework; a blank cell in a column with values takes the value away.
 *
 * <p>Nothing is evaluated: a formula counts with the text that was last shown for it. Refused, each with a finding that says why:
 * {@code too-large}, {@code unreadable-workbook}, {@code unreadable-sheet}, {@code child-cycle}.
 */
public final class SheetReader {

    /** The largest file that is read. */
    public static final int MAX_BYTES = 20 * 1024 * 1024;

    /** Whether these bytes are a workbook (XLSX), or the old binary form that is refused with a finding of its own. */
    public static boolean isWorkbook(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    /** The sheets and columns of a file, for the person who says what they mean; without any where the file is refused. */
    public SheetColumns columns(byte[] bytes, String sourceName) {
        throw new UnsupportedOperationException();
    }

    /** Reads one file. */
    public SheetOutcome read(byte[] bytes, SheetRequest request) {
        throw new UnsupportedOperationException();
    }
}
