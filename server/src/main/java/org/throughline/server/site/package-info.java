/** Floor 9, the roof: home, navigation, security configuration, problem advice. */
@NullMarked
package org.throughline.server.site;

import org.jspecify.annotations.NullMarked;
