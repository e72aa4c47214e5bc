/** Floor 3: people, organizations, memberships and sign-in. */
@NullMarked
package org.throughline.server.organizations;

import org.jspecify.annotations.NullMarked;
