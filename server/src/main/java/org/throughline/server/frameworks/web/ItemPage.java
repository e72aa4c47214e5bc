package org.throughline.server.frameworks.web;

/**
 * An item's own page, at its stable short address.
 *
 * @param frameworkHref the framework with the item open in its tree
 */
public record ItemPage(FrameworkPage.ItemPane item, String framework, String frameworkHref, String jsonHref) {}
