/** The authorization server, the chain of APIs, and the pages on which clients, keys and webhooks are made. */
@NullMarked
package org.throughline.server.access.web;

import org.jspecify.annotations.NullMarked;
