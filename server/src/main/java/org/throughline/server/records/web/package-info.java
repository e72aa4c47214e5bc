/**
 * The pages of a person's record: what they hold, share and agree to; the verify page and shared links, which strangers read.
 * The view of a credential ({@link org.throughline.server.records.web.CredentialViews}) is open to other rooms' pages.
 */
@NullMarked
@NamedInterface("credential-view")
package org.throughline.server.records.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
