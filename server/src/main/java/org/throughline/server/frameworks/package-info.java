/** Floor 4: competency frameworks: import, reading, the CASE API, and who cites an item. */
@NullMarked
package org.throughline.server.frameworks;

import org.jspecify.annotations.NullMarked;
