/** Where requests are counted and measured, and by whose address: open to other rooms' pages. */
@NullMarked
@NamedInterface("requests")
package org.throughline.server.limits.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
