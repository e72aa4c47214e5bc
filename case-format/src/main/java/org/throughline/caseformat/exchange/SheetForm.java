package org.throughline.caseformat.exchange;

/** Whose form a sheet has. */
public enum SheetForm {
    /** The workbook of {@link WorkbookWriter}, which holds everything. */
    WHOLE_WORKBOOK,
    /** OpenSALT's workbook: CF Doc, CF Item, CF Association. */
    OPENSALT_WORKBOOK,
    /** OpenSALT's table of items with {@code isChildOf}, and the older one with {@code parent}. */
    OPENSALT_TABLE,
    /** OpenCASE's table with a Level column. */
    OPENCASE_TABLE,
    /** compeito's table of items, with lines {@code #key,value} before it or not. */
    COMPEITO_TABLE,
    /** compeito's table of rubrics; needs the framework that it belongs to to stand already. */
    COMPEITO_RUBRICS,
    /** Any other table, read by a {@link ColumnMapping} that was given or guessed. */
    PLAIN_TABLE
}
