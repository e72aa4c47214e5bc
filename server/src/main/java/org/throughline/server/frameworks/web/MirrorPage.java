package org.throughline.server.frameworks.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.frameworks.Licence;
import org.throughline.server.frameworks.UpstreamChange;

/**
 * One mirror: where it comes from, what its source said, what can be done.
 *
 * @param href of this page
 * @param standing the framework as it stands here; null before it came in
 * @param source the form that changes its address, or what its source knows us by
 * @param working whether its source is being asked, so that the page looks again by itself
 * @param trouble what stands in the way, in a sentence; null while nothing does
 */
public record MirrorPage(
        String title,
        String href,
        String owner,
        @Nullable String standing,
        String address,
        Source source,
        StateView state,
        List<Fact> facts,
        Licence licence,
        boolean open,
        boolean working,
        String sentence,
        @Nullable String trouble,
        boolean follows,
        boolean begun,
        List<Look> looks,
        List<Change> changes,
        int changesOf,
        boolean allChanges,
        List<Shared> shared) {
    public MirrorPage {
        facts = List.copyOf(facts);
        looks = List.copyOf(looks);
        changes = List.copyOf(changes);
        shared = List.copyOf(shared);
    }

    /**
     * Where it comes from, to be changed.
     *
     * @param ways whether the source wants to know who asks, and as whom
     * @param error what was wrong with the last try; null at first
     */
    public record Source(
            String address,
            List<Option> ways,
            Set<String> chosenWay,
            String tokenAddress,
            String clientId,
            String scope,
            @Nullable String error) {
        public Source {
            ways = List.copyOf(ways);
            chosenWay = Set.copyOf(chosenWay);
        }
    }

    /** A fact with its name. */
    public record Fact(String name, String text) {}

    /** One look that brought something, in words. */
    public record Look(String at, String words, String href, boolean shown) {}

    /**
     * What became of one statement.
     *
     * @param marks both wordings in one, word by word
     * @param href its page here
     */
    public record Change(
            String word,
            String icon,
            @Nullable String code,
            List<TextDiff.Run> marks,
            @Nullable String note,
            String href) {
        public Change {
            marks = List.copyOf(marks);
        }

        static Change of(UpstreamChange change, String href) {
            String before = change.before() == null ? "" : change.before();
            String after = change.after() == null ? "" : change.after();
            return switch (change.kind()) {
                case ADDED ->
                    new Change(
                            "Added",
                            "plus",
                            change.code(),
                            List.of(new TextDiff.Run(TextDiff.Kind.EQUAL, after)),
                            change.note() == null
                                    ? null
                                    : change.note().equals("the top") ? "at the top" : "under " + change.note(),
                            href);
                case CHANGED ->
                    new Change(
                            before.equals(after) ? "Changed" : "Reworded",
                            "half",
                            change.code(),
                            TextDiff.between(before, after).runs(),
                            change.note(),
                            href);
                case MOVED ->
                    new Change(
                            "Moved",
                            "next",
                            change.code(),
                            List.of(new TextDiff.Run(TextDiff.Kind.EQUAL, after)),
                            change.note(),
                            href);
                case RETIRED ->
                    new Change(
                            "Retired",
                            "dash",
                            change.code(),
                            List.of(new TextDiff.Run(TextDiff.Kind.REMOVED, before)),
                            "It is kept here for those who rest on it.",
                            href);
            };
        }
    }

    /** Another framework here that has some of the same statements. */
    public record Shared(String title, String href, String items) {}

    /** All mirrors of somebody's organizations, and the form for another. */
    public record All(
            TableView table,
            List<Option> organizations,
            String address,
            String tokenAddress,
            String clientId,
            String scope,
            @Nullable String error) {
        public All {
            organizations = List.copyOf(organizations);
        }
    }

    /**
     * What stands at an address before it is followed.
     *
     * @param conflict why it can't be mirrored here, in words; empty where it can
     */
    public record Candidate(
            String title,
            String creator,
            String address,
            String action,
            List<Fact> facts,
            Licence licence,
            String licenceWords,
            String conflict,
            boolean byHand,
            List<Option> kinds,
            Set<String> chosenKind,
            List<String> findings,
            @Nullable String error) {
        public Candidate {
            facts = List.copyOf(facts);
            kinds = List.copyOf(kinds);
            chosenKind = Set.copyOf(chosenKind);
            findings = List.copyOf(findings);
        }
    }

    /** A server's documents to choose from, or why there is nothing to choose. */
    public record Choice(
            String address,
            List<Listed> documents,
            @Nullable String next,
            List<String> tried) {
        public Choice {
            documents = List.copyOf(documents);
            tried = List.copyOf(tried);
        }
    }

    /** One document to choose. */
    public record Listed(String title, String creator, String href, String licence, String about) {}
}
