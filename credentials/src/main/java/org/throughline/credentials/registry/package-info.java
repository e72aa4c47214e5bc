/**
 * Who knows an issuer: lists of issuers that whoever verifies chose to believe. Knows nothing of verifying; begin at
 * {@link org.throughline.credentials.registry.IssuerRegistry}. Decision record 0022.
 */
@NullMarked
package org.throughline.credentials.registry;

import org.jspecify.annotations.NullMarked;
