/** What the world may ask of the log: its latest checkpoint, its keys, and proof that it only grew. */
@NullMarked
package org.throughline.server.audit.web;

import org.jspecify.annotations.NullMarked;
