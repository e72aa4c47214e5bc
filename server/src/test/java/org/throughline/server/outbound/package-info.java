/** Requests that strangers make this server send: every way, every form of an address, and remotes that are slow or lie. */
@NullMarked
package org.throughline.server.outbound;

import org.jspecify.annotations.NullMarked;
