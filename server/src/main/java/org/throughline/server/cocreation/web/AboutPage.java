package org.throughline.server.cocreation.web;

import org.jspecify.annotations.Nullable;
import org.throughline.server.cocreation.DocumentText;

/**
 * What a draft says about the framework itself.
 *
 * @param seen the mark of what stands there now
 */
public record AboutPage(
        String title,
        String base,
        PageTabs tabs,
        boolean mayEdit,
        DocumentText text,
        String seen,
        @Nullable String refused) {}
