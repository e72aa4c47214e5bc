package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Action;
import org.throughline.server.face.StateView;
import org.throughline.server.frameworks.ImportLook;
import org.throughline.server.frameworks.ImportPreview;

/**
 * What an import would do, before it does it.
 *
 * @param sentence the change in words
 * @param form whose form the file has, in words
 * @param organization on whose behalf
 * @param readers who may read it once it is in, in words
 * @param standing what stands here already; null where it is new
 * @param nothing whether letting it in would change nothing at all
 * @param changes by name, the first few hundred; of a framework that is new here nothing
 * @param changesInAll how many there are
 * @param first the first rows of the tree that comes of it
 * @param findings how many things were noticed
 * @param noticed the same by kind, worst first
 * @param instead what may be done where this can't come in
 * @param columnsHref where somebody says what the columns mean; null where nobody has to
 * @param href of this page; the confirmation posts to it
 */
public record PreviewPage(
        ImportPreview preview,
        String sentence,
        String form,
        String source,
        String organization,
        String kind,
        String readers,
        @Nullable String standing,
        boolean nothing,
        List<MirrorPage.Change> changes,
        int changesInAll,
        List<ImportLook.Row> first,
        int findings,
        List<Noticed> noticed,
        List<Action> instead,
        @Nullable String columnsHref,
        String href) {
    public PreviewPage {
        changes = List.copyOf(changes);
        first = List.copyOf(first);
        noticed = List.copyOf(noticed);
        instead = List.copyOf(instead);
    }

    /**
     * Findings of one kind.
     *
     * @param kind the kind's stable name
     * @param state how much it matters
     * @param first the first of them
     * @param others the rest
     */
    public record Noticed(String kind, StateView state, Found first, List<Found> others) {
        public Noticed {
            others = List.copyOf(others);
        }
    }

    /**
     * One finding.
     *
     * @param place where in the file; empty where it is about the whole
     * @param sentence what was found there and what was done
     */
    public record Found(String place, String sentence) {}

    /**
     * An import that goes on by itself.
     *
     * @param sentence what is done now, or what came of it
     * @param written rows that are written so far
     * @param inAll of how many; 0 while that is not known
     * @param again that it was begun before, in words; null the first time
     * @param framework what came of it; null before
     */
    public record Job(
            String source,
            String href,
            boolean working,
            boolean failed,
            String sentence,
            int written,
            int inAll,
            @Nullable String again,
            @Nullable String framework) {}
}
