package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Line;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TabsView;
import org.throughline.server.frameworks.FrameworkActions;

/**
 * A framework: its heading, its tree or what was found in it, and the item that is looked at.
 *
 * @param query what was searched for; empty when the tree is shown
 * @param found what was found; empty when the tree is shown
 * @param item the item beside the tree; null when none is chosen
 * @param origin where it comes from; null where it is looked after here
 * @param derived what it is a local variant of; null where it is none
 * @param variantsHref where a local variant of it is made, for whoever may
 * @param tabs the pages of the framework; null where no room has any beside this
 */
public record FrameworkPage(
        String title,
        String href,
        @Nullable String description,
        List<Fact> facts,
        StateView state,
        String query,
        DrawnTree tree,
        List<FrameworksPage.FoundRow> found,
        @Nullable ItemPane item,
        String downloadHref,
        List<Named> downloads,
        boolean mayEdit,
        String importHref,
        @Nullable Origin origin,
        @Nullable Derived derived,
        @Nullable String variantsHref,
        @Nullable TabsView tabs,
        List<FrameworkActions.Way> ways) {
    public FrameworkPage {
        ways = List.copyOf(ways);
        facts = List.copyOf(facts);
        found = List.copyOf(found);
        downloads = List.copyOf(downloads);
    }

    /**
     * Where a mirrored framework comes from.
     *
     * @param href the page of the mirror, for its keepers
     */
    public record Origin(
            String address,
            String sentence,
            String lookedAt,
            String licence,
            @Nullable String href) {}

    /**
     * What a local variant was derived from.
     *
     * @param source the source's title, and its page where whoever asks may read it
     * @param sentence how far behind it is
     * @param upstreamHref where what the source changed is taken along, for those who may
     */
    public record Derived(
            String source,
            @Nullable String sourceHref,
            String sentence,
            @Nullable String upstreamHref) {}

    /** A fact with its name. */
    public record Fact(String name, String text) {}

    /**
     * Everything about one item.
     *
     * @param lang the language of its texts; null where nobody said
     * @param href the item's stable short address
     * @param retired since when it stands in its framework no longer, in words; null while it does
     * @param path the items above it along first parents
     * @param parents all items above it, when there are several
     * @param lines the lines through it that rooms above know of
     * @param ways into rooms above
     */
    public record ItemPane(
            @Nullable String code,
            String statement,
            @Nullable String lang,
            String href,
            String uri,
            @Nullable String retired,
            List<Fact> facts,
            @Nullable String notes,
            List<Named> path,
            List<Named> parents,
            List<Named> relations,
            List<Line> lines,
            List<Cited> citations,
            List<FrameworkActions.Way> ways) {
        public ItemPane {
            facts = List.copyOf(facts);
            path = List.copyOf(path);
            parents = List.copyOf(parents);
            relations = List.copyOf(relations);
            lines = List.copyOf(lines);
            citations = List.copyOf(citations);
            ways = List.copyOf(ways);
        }

        /** Code and statement. */
        public String label() {
            return code == null ? statement : code + " " + statement;
        }
    }

    /** Something with a name and, where it has one here, a page. */
    public record Named(
            String label,
            @Nullable String lang,
            @Nullable String href,
            @Nullable String note) {}

    /** Who rests on the item, by kind. */
    public record Cited(String kind, List<Named> by) {
        public Cited {
            by = List.copyOf(by);
        }
    }
}
