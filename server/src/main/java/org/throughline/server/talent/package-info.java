/** Floor 7: talent needs, sourcing of people by verified competencies, and what a record is worth to its learner. */
@NullMarked
package org.throughline.server.talent;

import org.jspecify.annotations.NullMarked;
