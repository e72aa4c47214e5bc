/** Floor 6: educators and employers shape a framework together: people and their parts, drafts and every act on them, proposals, publication. */
@NullMarked
package org.throughline.server.cocreation;

import org.jspecify.annotations.NullMarked;
