package org.throughline.server.cocreation.web;

import org.jspecify.annotations.Nullable;

/** What is different between two versions of a framework. */
public record DifferencePage(
        String title,
        String base,
        PageTabs tabs,
        int from,
        int to,
        String fromDay,
        String toDay,
        @Nullable String note,
        DiffView diff) {}
