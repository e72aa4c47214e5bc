/** Tests of records: intake, consent, sharing. */
@NullMarked
package org.throughline.server.records;

import org.jspecify.annotations.NullMarked;
