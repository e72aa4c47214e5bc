package org.throughline.server.frameworks;

import java.time.Instant;
import org.throughline.server.shared.ItemUri;

/**
 * Something in another room that rests on an item.
 *
 * @param kind {@code achievement}, {@code alignment}, {@code talent-need}…
 * @param label what to call it
 * @param href its page
 */
public record Citation(ItemUri item, String kind, String label, String href, Instant citedAt) {}
