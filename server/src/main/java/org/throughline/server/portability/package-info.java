/**
 * Floor 10: an organization's data leaves whole and comes in whole. Begin with {@link org.throughline.server.portability.OrganizationExport}
 * and {@link org.throughline.server.portability.OrganizationImport}; what a room gives is its {@code OrganizationPart}.
 */
@NullMarked
package org.throughline.server.portability;

import org.jspecify.annotations.NullMarked;
