package org.throughline.caseformat.exchange;

import org.throughline.caseformat.model.CFPackage;

/**
 * Writes a framework as a workbook (XLSX) that people can work in and that loses nothing on the way back: {@link SheetReader} makes
 * the same package of it, in every property. The first three sheets are laid out as OpenSALT reads them, by position. The same
 * package always gives the same bytes; every text is a text, whatever character it begins with.
 */
public final class WorkbookWriter {

    /** The workbook. */
    public byte[] write(CFPackage pkg) {
        throw new UnsupportedOperationException();
    }
}
