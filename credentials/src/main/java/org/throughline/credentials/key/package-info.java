/** From a verification method to a public key (did:key, did:web), and the signer's side of the same. */
@NullMarked
package org.throughline.credentials.key;

import org.jspecify.annotations.NullMarked;
