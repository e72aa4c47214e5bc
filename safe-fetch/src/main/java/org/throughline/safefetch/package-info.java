/**
 * The only HTTP to addresses that strangers name: guards, pinning, limits, deadlines.
 *
 * <p>Begin at {@link org.throughline.safefetch.SafeFetcher}. A credential names the address of its issuer's document, of
 * its status list, of its schema; whoever wrote the credential chose those addresses, so nothing in this room trusts
 * them. The room knows nothing of the rest of the house and depends on the JDK alone.
 */
@NullMarked
package org.throughline.safefetch;

import org.jspecify.annotations.NullMarked;
