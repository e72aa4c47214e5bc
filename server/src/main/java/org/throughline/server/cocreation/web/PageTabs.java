package org.throughline.server.cocreation.web;

import org.jspecify.annotations.Nullable;
import org.throughline.server.face.TabsView;

/**
 * Where a page stands among those of its framework.
 *
 * @param framework the tabs that every page of the framework has
 * @param within the pages that belong under the current tab; null where it is one page
 */
public record PageTabs(TabsView framework, @Nullable TabsView within) {}
