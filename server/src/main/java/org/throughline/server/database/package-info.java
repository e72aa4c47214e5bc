/**
 * Where the data lives: a PostgreSQL of our own inside the data directory, or one that the operator names.
 *
 * <p>Begin at {@link org.throughline.server.database.EmbeddedPostgres}. The supervisor here exists because the one that
 * comes with the binaries is made for tests: it starts without fsync, trusts every connection and deletes its data. The
 * room gives Spring its connection details; nobody else needs to know which of the two databases it is.
 */
@NullMarked
package org.throughline.server.database;

import org.jspecify.annotations.NullMarked;
