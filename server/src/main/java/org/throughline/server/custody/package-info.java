/** Floor 3: the keys that organizations sign with, encrypted at rest, and the identities that they stand for. */
@NullMarked
package org.throughline.server.custody;

import org.jspecify.annotations.NullMarked;
