/**
 * Other formats that become CASE packages, and back. Each reader gives packages and findings and touches nothing; begin with
 * {@link org.throughline.caseformat.exchange.OnetReader} and {@link org.throughline.caseformat.exchange.SheetReader}; of a package become
 * sheets in {@link org.throughline.caseformat.exchange.WorkbookWriter} and {@link org.throughline.caseformat.exchange.CsvWriter}.
 */
@NullMarked
package org.throughline.caseformat.exchange;

import org.jspecify.annotations.NullMarked;
