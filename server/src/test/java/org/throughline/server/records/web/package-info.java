/** Stands before the room's own package-info on the class path of tests, so it must open the same view. */
@NullMarked
@NamedInterface("credential-view")
package org.throughline.server.records.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
