package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;
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

    /**
     * What a variant would take along from its source.
     *
     * @param versions the source's version and the variant's that were looked at
     */
    public record Upstream(
            String title,
            String href,
            String source,
            String sourceHref,
            String sentence,
            int sourceVersion,
            int ownVersion,
            List<MirrorPage.Change> taken,
            List<Conflict> conflicts,
            @Nullable String left,
            boolean something,
            @Nullable String error) {
        public Upstream {
            taken = List.copyOf(taken);
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * What both sides changed.
     *
     * @param theirs the source's text, marked against what it was before
     * @param ours the variant's text, likewise
     * @param own whether a third text can be written
     */
    public record Conflict(
            String key,
            String label,
            String href,
            String what,
            String base,
            List<TextDiff.Run> theirs,
            List<TextDiff.Run> ours,
            String oursText,
            boolean own,
            String theirsWord,
            String oursWord) {
        public Conflict {
            theirs = List.copyOf(theirs);
            ours = List.copyOf(ours);
        }
    }
}
