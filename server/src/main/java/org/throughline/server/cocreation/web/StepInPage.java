package org.throughline.server.cocreation.web;

import org.jspecify.annotations.Nullable;

/**
 * What a partner's person reads before they propose a change of a framework for the first time.
 *
 * @param owner who decides about it
 * @param speaksFor for whom what they say is shown
 * @param item the statement from which they came, in words; null for the framework
 * @param itemId the same, for the way on
 */
public record StepInPage(
        String title,
        String base,
        String owner,
        String speaksFor,
        @Nullable String item,
        @Nullable String itemId) {}
