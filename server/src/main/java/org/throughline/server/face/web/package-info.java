/** Where the face meets HTTP: the views, the shell of every page, the static files and the style guide. */
@NullMarked
package org.throughline.server.face.web;

import org.jspecify.annotations.NullMarked;
