package org.throughline.server.alignment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.TableView;

/**
 * What if more were taught, or more were accepted.
 *
 * @param sentence the answer, or what to do first
 * @param left how many items of the address are not open any more; said, not hidden
 * @param changed the groups that would change; null while nothing is chosen
 * @param link this page with its choice, to be sent to a colleague; null while nothing is chosen
 */
public record WhatIfPage(
        String title,
        String coverageHref,
        String action,
        String sentence,
        int left,
        String course,
        List<Figure> figures,
        List<Chosen> chosen,
        @Nullable TableView changed,
        @Nullable String link,
        List<Raising> raising,
        List<Chosen> teaching,
        List<Group> groups,
        String openGroup,
        @Nullable String openGroupId,
        List<Gap> gaps,
        int gapCount,
        List<Hidden> kept) {
    public WhatIfPage {
        figures = List.copyOf(figures);
        chosen = List.copyOf(chosen);
        raising = List.copyOf(raising);
        teaching = List.copyOf(teaching);
        groups = List.copyOf(groups);
        gaps = List.copyOf(gaps);
        kept = List.copyOf(kept);
    }

    /** A number as it is and as it would be. */
    public record Figure(String name, String before, String after) {}

    /** Something chosen, or to be chosen: the address without it, or with it. */
    public record Chosen(String label, String detail, String href) {}

    /** An outcome that would close gaps. */
    public record Raising(String label, String detail, List<String> closes, String href) {
        public Raising {
            closes = List.copyOf(closes);
        }
    }

    /** A group with gaps, to be opened in the form. */
    public record Group(String label, int gaps, String href, boolean current) {}

    /** A gap: may be taught, or answered by an open suggestion. */
    public record Gap(String value, String label, boolean taught, List<Proposal> proposals) {
        public Gap {
            proposals = List.copyOf(proposals);
        }
    }

    /** An open suggestion. */
    public record Proposal(String value, String label, String detail, boolean accepted) {}

    /** What was chosen elsewhere in the tree and stays chosen. */
    public record Hidden(String name, String value) {}
}
