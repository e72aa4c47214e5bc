/**
 * Read, write, repair and check CASE 1.0 and 1.1 packages: the three doors are {@link org.throughline.caseformat.CaseReader},
 * {@link org.throughline.caseformat.CaseWriter} and {@link org.throughline.caseformat.exchange.OnetReader}. Takes bytes, knows no
 * network, no database and no clock.
 */
@NullMarked
package org.throughline.caseformat;

import org.jspecify.annotations.NullMarked;
