package org.throughline.server.frameworks;

import java.time.Instant;

/**
 * How an item reads now.
 *
 * @param label code and statement
 * @param lastChange when it changed last, by its publisher's word
 * @param retired whether it has gone from its framework's newest version
 */
public record ItemWording(String label, Instant lastChange, boolean retired) {}
