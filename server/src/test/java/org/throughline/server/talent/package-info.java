/** Talent needs and the people found, on a real database. */
@org.jspecify.annotations.NullMarked
package org.throughline.server.talent;
