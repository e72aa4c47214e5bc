/**
 * A log that can prove what stands in it: the arithmetic of its Merkle tree (RFC 9162, section 2.1), its signed checkpoints (C2SP signed-note
 * and tlog-checkpoint) and the receipts that anybody can check without asking the log. Nothing here knows where a log is kept.
 *
 * <p>Begin at {@link org.throughline.credentials.log.LogReceipt}.
 */
@NullMarked
package org.throughline.credentials.log;

import org.jspecify.annotations.NullMarked;
