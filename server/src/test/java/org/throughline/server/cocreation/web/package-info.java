/** Shared work on a framework as its people, invited ones and strangers meet it over HTTP. */
@NullMarked
package org.throughline.server.cocreation.web;

import org.jspecify.annotations.NullMarked;
