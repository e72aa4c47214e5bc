/** Floor 4: credentials that a person holds, wherever they came from: reports, consent, sharing. */
@NullMarked
package org.throughline.server.records;

import org.jspecify.annotations.NullMarked;
