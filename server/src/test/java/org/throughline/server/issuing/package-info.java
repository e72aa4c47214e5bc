/** Tests of issuance: rosters, batches, revocation. */
@NullMarked
package org.throughline.server.issuing;

import org.jspecify.annotations.NullMarked;
