/** The laws of the house as tests: each goes red when its law is broken. */
@org.jspecify.annotations.NullMarked
package org.throughline.server.laws;
