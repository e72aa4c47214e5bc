/**
 * What is different between two frameworks, in the words that people use, and how a local variant takes over what its source changed.
 * Pure values: {@link org.throughline.caseformat.compare.FrameworkDiff}, {@link org.throughline.caseformat.compare.ThreeWayMerge}
 * and {@link org.throughline.caseformat.compare.TextDiff}.
 */
@NullMarked
package org.throughline.caseformat.compare;

import org.jspecify.annotations.NullMarked;
