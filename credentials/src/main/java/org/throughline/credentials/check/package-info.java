/** One class per rule, the results they give and the report they add up to. Begin with {@link org.throughline.credentials.check.VerificationReport}. */
@NullMarked
package org.throughline.credentials.check;

import org.jspecify.annotations.NullMarked;
