/** DID documents over HTTP, and the same documents for our own verifier. */
@NullMarked
package org.throughline.server.custody.web;

import org.jspecify.annotations.NullMarked;
