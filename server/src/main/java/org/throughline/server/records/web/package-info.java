/** The pages of a person's record: what they hold, share and agree to; the verify page and shared links, which strangers read. */
@NullMarked
package org.throughline.server.records.web;

import org.jspecify.annotations.NullMarked;
