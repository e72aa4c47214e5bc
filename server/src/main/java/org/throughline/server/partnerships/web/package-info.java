/** Pages of partnerships: who takes part, what is in scope, what each still has to do. */
@NullMarked
package org.throughline.server.partnerships.web;

import org.jspecify.annotations.NullMarked;
