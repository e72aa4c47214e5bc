/** Floor 7: issuance of Open Badges and CLRs from rosters, status lists, revocation. */
@NullMarked
package org.throughline.server.issuing;

import org.jspecify.annotations.NullMarked;
