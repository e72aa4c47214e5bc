/**
 * Floor 4: the keys that organizations sign with, sealed in two layers or kept in hardware, the identities that they stand for, and the switch that
 * stops all signing. Begin at {@link org.throughline.server.custody.IssuerKeys}.
 */
@NullMarked
package org.throughline.server.custody;

import org.jspecify.annotations.NullMarked;
