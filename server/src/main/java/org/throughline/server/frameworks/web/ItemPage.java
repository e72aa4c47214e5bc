package org.throughline.server.frameworks.web;

import org.jspecify.annotations.Nullable;

/**
 * An item's own page, at its stable short address.
 *
 * @param frameworkHref the framework with the item open in its tree
 * @param embed what another site writes to show its card; null where the world may not read it
 */
public record ItemPage(
        FrameworkPage.ItemPane item,
        String framework,
        String frameworkHref,
        String jsonHref,
        @Nullable String embed) {}
