/**
 * The words of CASE 1.0 and 1.1 as plain values, letter for letter as the standard spells them; knows nothing of JSON.
 *
 * <p>Begin with {@link org.throughline.caseformat.model.CFPackage}. A version of the standard is a question of writing
 * ({@link org.throughline.caseformat.model.CaseVersion}), never a second tree of classes.
 *
 * @see <a href="https://www.imsglobal.org/spec/case/v1p1">Competencies and Academic Standards Exchange 1.1</a>
 */
@NullMarked
package org.throughline.caseformat.model;

import org.jspecify.annotations.NullMarked;
