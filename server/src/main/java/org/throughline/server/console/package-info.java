/**
 * Above the roof: what is done at the machine's own console. The commands that serve, tell the demo's story and bring
 * frameworks in; and the small door by which a command reaches a server that already runs.
 *
 * <p>Begin at {@link org.throughline.server.console.ConsoleCommand}. Whoever may read the data directory is its
 * operator: a running server leaves its address and a random token there, readable by its own account alone.
 */
@NullMarked
package org.throughline.server.console;

import org.jspecify.annotations.NullMarked;
