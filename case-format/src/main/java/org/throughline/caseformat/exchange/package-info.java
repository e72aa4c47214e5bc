/**
 * Other formats that become CASE packages. Each reader gives packages and findings and touches nothing; begin with
 * {@link org.throughline.caseformat.exchange.OnetReader}.
 */
@NullMarked
package org.throughline.caseformat.exchange;

import org.jspecify.annotations.NullMarked;
