/** Partnerships as their members, invited people and strangers meet them over HTTP. */
@NullMarked
package org.throughline.server.partnerships.web;

import org.jspecify.annotations.NullMarked;
