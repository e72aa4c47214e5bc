/** Pages of people and organizations: sign-in, one-time links, the account, an organization's face, its members and what was done. */
@NullMarked
package org.throughline.server.organizations.web;

import org.jspecify.annotations.NullMarked;
