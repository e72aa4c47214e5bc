/** The roof over HTTP: who may reach what, the headers of every answer, sign-in, problems, the home page and the way through the house. */
@NullMarked
package org.throughline.server.site.web;

import org.jspecify.annotations.NullMarked;
