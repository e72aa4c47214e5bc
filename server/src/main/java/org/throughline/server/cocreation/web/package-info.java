/** Pages and APIs of working together on a framework. */
@NullMarked
package org.throughline.server.cocreation.web;

import org.jspecify.annotations.NullMarked;
