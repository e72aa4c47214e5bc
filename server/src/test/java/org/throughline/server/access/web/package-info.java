@NullMarked
package org.throughline.server.access.web;

import org.jspecify.annotations.NullMarked;
