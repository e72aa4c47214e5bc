package org.throughline.server.cocreation.web;

import org.jspecify.annotations.Nullable;
import org.throughline.server.cocreation.DocumentText;

/** What a draft says about the framework itself. */
public record AboutPage(
        String title,
        String base,
        PageTabs tabs,
        boolean mayEdit,
        DocumentText text,
        @Nullable String refused) {}
