@NullMarked
package org.throughline.server.organizations;

import org.jspecify.annotations.NullMarked;
