@NullMarked
package org.throughline.server.site.web;

import org.jspecify.annotations.NullMarked;
