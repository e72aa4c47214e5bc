package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/**
 * What a framework's local variants are, and the form for another.
 *
 * @param branches what may be taken alone; empty where there is nothing to choose from
 * @param licence what the source's licence says about it, in words
 */
public record VariantPage(
        String title,
        String href,
        List<Option> organizations,
        String suggested,
        List<Option> branches,
        String licence,
        List<FrameworkPage.Named> variants,
        @Nullable String error) {
    public VariantPage {
        organizations = List.copyOf(organizations);
        branches = List.copyOf(branches);
        variants = List.copyOf(variants);
    }
}
