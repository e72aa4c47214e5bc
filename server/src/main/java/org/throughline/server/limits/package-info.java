/**
 * Floor 2: how often somebody may do something, and who they are that is counted: a person, or the network that a request came from. Begin
 * with {@link org.throughline.server.limits.Act}, the one table of what is counted; a room says {@code @Limited(Act…)} beside its route. And
 * how much memory large work may take: {@link org.throughline.server.limits.Headroom}.
 */
@NullMarked
package org.throughline.server.limits;

import org.jspecify.annotations.NullMarked;
