/**
 * Floor 5: programs that act for organizations and people. OAuth 2.0 clients and what they were given, keys that people make for
 * themselves, webhooks. Begin with {@link org.throughline.server.access.ApiClients} and {@link org.throughline.server.access.BearerTokens}.
 * RFC 6749, 7009, 7591, 7636, 7662, 8414, 9068, 9700.
 */
@NullMarked
package org.throughline.server.access;

import org.jspecify.annotations.NullMarked;
