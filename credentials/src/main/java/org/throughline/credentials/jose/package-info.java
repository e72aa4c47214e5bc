/** Signed tokens: compact JWS, VC-JWT and SD-JWT, read strictly. Knows keys, nothing of checks and reports. Begin at {@code CredentialToken}. */
@NullMarked
package org.throughline.credentials.jose;

import org.jspecify.annotations.NullMarked;
