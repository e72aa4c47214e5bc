package org.throughline.server.alignment.web;

import org.jspecify.annotations.Nullable;
import org.throughline.server.face.TableView;

/**
 * How a crosswalk's suggestions came about: the latest run, those before, and how to have them made anew.
 *
 * @param rule when they are made anew by themselves
 * @param anewAction where "Suggest anew" posts to; null for whoever may not, or while it goes on
 */
public record SuggestionsPage(
        String crosswalk,
        String boardHref,
        Suggesting suggesting,
        String rule,
        @Nullable String anewAction,
        TableView runs) {}
