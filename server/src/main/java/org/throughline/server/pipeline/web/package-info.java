/** The leader's page of supply and demand. */
@NullMarked
package org.throughline.server.pipeline.web;

import org.jspecify.annotations.NullMarked;
