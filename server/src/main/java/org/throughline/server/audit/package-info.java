/**
 * Floor 2: the log of what was done, by whom and to what, written in the business transaction, and provable: committed entries become leaves
 * of a Merkle tree whose roots are signed and leave the house.
 *
 * <p>Begin at {@link org.throughline.server.audit.AuditLog} for writing and reading, and at {@link org.throughline.server.audit.LogSequencer} for
 * how an entry comes under a checkpoint. The arithmetic stands in the library {@code org.throughline.credentials.log}. The key that signs is
 * passed in ({@link org.throughline.server.audit.CheckpointKeys}), because custody stands above.
 */
@NullMarked
package org.throughline.server.audit;

import org.jspecify.annotations.NullMarked;
