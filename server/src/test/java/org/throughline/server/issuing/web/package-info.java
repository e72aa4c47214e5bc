/** Tests of what issuers, learners and strangers see. */
@NullMarked
package org.throughline.server.issuing.web;

import org.jspecify.annotations.NullMarked;
