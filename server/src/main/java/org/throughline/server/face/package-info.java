/**
 * The face: what every page has in common. View records with the house's words for a line, a verdict, a table, a tree, and
 * the formats of dates and numbers; the templates beside them stand in {@code src/main/jte/layout} and {@code component}.
 * Knows nothing of any capability. Begin at {@link org.throughline.server.face.Line} and at the living style guide,
 * {@code /style-guide}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.throughline.server.face;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
