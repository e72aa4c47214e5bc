/**
 * Floor 7: issuance of Open Badges and CLRs from rosters, status lists, revocation.
 *
 * <p>Begin at {@link org.throughline.server.issuing.Issuance}. Every credential is written down before it is signed (planned), its
 * signed bytes are stored before anybody sees them (signed), and it enters its holder's record like a stranger's (delivered). Open
 * Badges 3.0; CLR Standard 2.0; Bitstring Status List 1.0.
 */
@NullMarked
package org.throughline.server.issuing;

import org.jspecify.annotations.NullMarked;
