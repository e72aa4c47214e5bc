package org.throughline.server.cocreation.web;

import org.jspecify.annotations.Nullable;
import org.throughline.server.cocreation.DocumentText;
import org.throughline.server.face.TabsView;

/** What a draft says about the framework itself. */
public record AboutPage(
        String title,
        String base,
        TabsView tabs,
        boolean mayEdit,
        DocumentText text,
        @Nullable String refused) {}
