/** The pages of issuing: roster, dry run, batches, issued credentials, revocation; and the status lists that the world reads. */
@NullMarked
package org.throughline.server.issuing.web;

import org.jspecify.annotations.NullMarked;
