/** The console's door over HTTP, open to this machine's operator alone. */
@NullMarked
package org.throughline.server.console.web;

import org.jspecify.annotations.NullMarked;
