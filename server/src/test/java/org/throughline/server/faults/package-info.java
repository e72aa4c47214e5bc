/**
 * Faults on purpose: processes killed, disks filled, clocks moved, while a load of real requests runs and a ledger outside of the database
 * keeps what the server acknowledged. Begin at {@link org.throughline.server.faults.Faults}.
 */
@NullMarked
package org.throughline.server.faults;

import org.jspecify.annotations.NullMarked;
