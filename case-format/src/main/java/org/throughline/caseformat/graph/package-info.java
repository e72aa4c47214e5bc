/**
 * The shape of a framework: who stands under whom, in which order, and whether anything stands under itself. Knows the model only;
 * nothing here recurses, so a chain of any depth is as safe as a star of any width.
 */
@NullMarked
package org.throughline.caseformat.graph;

import org.jspecify.annotations.NullMarked;
