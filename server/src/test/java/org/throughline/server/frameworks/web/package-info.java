/** Frameworks over real HTTP: the pages by role and heading, the CASE API against the standard's own schemas. */
@NullMarked
package org.throughline.server.frameworks.web;

import org.jspecify.annotations.NullMarked;
