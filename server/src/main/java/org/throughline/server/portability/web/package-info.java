/** The pages on which an organization leaves and comes in. */
@NullMarked
package org.throughline.server.portability.web;

import org.jspecify.annotations.NullMarked;
