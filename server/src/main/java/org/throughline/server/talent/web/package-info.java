/** Pages of talent needs: the list, the form, the public need, the people found and what a record is worth. */
@NullMarked
package org.throughline.server.talent.web;

import org.jspecify.annotations.NullMarked;
