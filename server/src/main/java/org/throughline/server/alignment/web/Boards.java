package org.throughline.server.alignment.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.TextDiff;
import org.throughline.server.alignment.Board;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.CrosswalkProgress;
import org.throughline.server.alignment.Decision;
import org.throughline.server.alignment.Question;
import org.throughline.server.alignment.Rewording;
import org.throughline.server.alignment.Standing;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.WorkingTimes;
import org.throughline.server.alignment.web.BoardPage.Actions;
import org.throughline.server.alignment.web.BoardPage.BoardRow;
import org.throughline.server.alignment.web.BoardPage.Candidate;
import org.throughline.server.alignment.web.BoardPage.Changed;
import org.throughline.server.alignment.web.BoardPage.Decided;
import org.throughline.server.alignment.web.BoardPage.Fold;
import org.throughline.server.alignment.web.BoardPage.Kind;
import org.throughline.server.alignment.web.BoardPage.Side;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.ItemUri;

/** Draws the board's rows. */
final class Boards {
    /** What is said of a decision that does not count, since another organization's view differs. */
    static final String KEPT = "Kept as your organization's view: another says something else.";

    /** What is said where others changed their mind between what somebody saw and what they answered. */
    static final String CHANGED_MEANWHILE =
            "Nothing was decided: others have changed since what they say of this pair. Look at it again.";

    private Boards() {}

    /** Which rows a view shows. */
    enum View {
        UNDECIDED("undecided", "Undecided"),
        DISPUTED("disputed", "Disputed"),
        WAITS_FOR_US("waits-for-us", "Waits for us"),
        WAITS_FOR_OTHERS("waits-for-others", "Waits for others"),
        POSTPONED("postponed", "Postponed"),
        CHANGED("changed", "Changed"),
        MATCHED("matched", "Matched"),
        WITHOUT_MATCH("without-match", "Without a match"),
        ALL("all", "All");

        private final String word;
        private final String label;

        View(String word, String label) {
            this.word = word;
            this.label = label;
        }

        /** Whether it tells one's own side from the others', and so is there only for those who decide together. */
        boolean isOfSides() {
            return this == WAITS_FOR_US || this == WAITS_FOR_OTHERS;
        }

        String word() {
            return word;
        }

        String label() {
            return label;
        }

        Predicate<CrosswalkBoards.Stand> shown() {
            return switch (this) {
                case UNDECIDED ->
                    one -> one.state() == Board.State.UNDECIDED && !one.postponed() && one.disputed() == 0;
                case DISPUTED -> one -> one.disputed() > 0;
                case WAITS_FOR_US -> one -> one.waitsForViewer() > 0;
                case WAITS_FOR_OTHERS -> one -> one.waitsForOthers() > 0;
                case POSTPONED -> CrosswalkBoards.Stand::postponed;
                case CHANGED -> one -> one.changed() > 0;
                case MATCHED -> one -> one.state() == Board.State.MATCHED;
                case WITHOUT_MATCH -> one -> one.state() == Board.State.WITHOUT_MATCH;
                case ALL -> _ -> true;
            };
        }

        static View of(String word) {
            for (View view : values()) {
                if (view.word.equals(word)) {
                    return view;
                }
            }
            return UNDECIDED;
        }
    }

    /**
     * Who looks, and what the rows have in common.
     *
     * @param voice for which organization they decide; null for whoever only reads
     * @param together whether others decide in the crosswalk too
     * @param organizations the names of those that have said something
     */
    record Looker(
            String address,
            Place place,
            @Nullable OrganizationId voice,
            boolean resolves,
            boolean together,
            Map<OrganizationId, String> organizations) {
        String name(OrganizationId organization) {
            return organizations.getOrDefault(organization, "An organization that has left");
        }
    }

    static String anchor(FrameworkItem requirement) {
        return "r-" + requirement.identifier();
    }

    static BoardRow row(Board.Row row, boolean postponed, Looker looker) {
        FrameworkItem requirement = row.requirement();
        List<Candidate> open = open(row, looker);
        // once something is accepted or disputed, what else was suggested is one click away and asks no more
        boolean asks = row.accepted().isEmpty() && row.disputed().isEmpty() && !open.isEmpty();
        List<Candidate> others = asks ? open.subList(1, open.size()) : open;
        List<Decided> accepted = row.accepted().stream()
                .map(one -> accepted(one, row.standings().get(one.outcome().uri()), looker))
                .toList();
        boolean changed = accepted.stream().anyMatch(one -> one.changed() != null);
        boolean waits = looker.place().shown() == View.WAITS_FOR_US
                && row.standings().values().stream().anyMatch(said -> waits(said, looker));
        boolean rejectionWaits = looker.place().shown().isOfSides()
                && row.rejected().stream().anyMatch(one -> waits(row.standings().get(one.uri()), looker));
        Fold suggestions = fold(
                Place.Fold.SUGGESTIONS,
                others.size(),
                suggestions(others.size(), looker.voice() != null),
                false,
                requirement,
                looker);
        int turnedDown = row.rejected().size();
        Fold rejections = fold(
                Place.Fold.REJECTED,
                turnedDown,
                Numbers.count(turnedDown) + " rejected",
                rejectionWaits,
                requirement,
                looker);
        return new BoardRow(
                anchor(requirement),
                path(row.above()),
                requirement.code(),
                requirement.statement(),
                facts(requirement),
                looker.address() + "/requirements/" + requirement.identifier(),
                looker.address() + "/trees?at=" + requirement.identifier()
                        + (looker.place().as() == null
                                ? ""
                                : "&as=" + looker.place().as()),
                states(row, postponed, changed),
                postponed
                        || row.state() != Board.State.UNDECIDED
                                && row.disputed().isEmpty()
                                && !changed
                                && !waits,
                postponed,
                asks ? open.getFirst() : null,
                suggestions,
                suggestions.open() ? others : List.of(),
                accepted,
                rejections,
                rejections.open() ? rejected(row, looker) : List.of(),
                row.disputed().stream()
                        .map(one -> other(Kind.DISPUTED, one, row.standings().get(one.uri()), looker))
                        .toList(),
                new Actions(
                        looker.address(),
                        requirement.uri().value(),
                        looker.place().fields()),
                looker.voice() != null,
                looker.resolves(),
                looker.voice() == null ? null : idle(asks, !row.disputed().isEmpty(), accepted));
    }

    /** What is said to whoever presses a key of the board that means nothing in this row. */
    private static String idle(boolean asks, boolean disputed, List<Decided> accepted) {
        if (asks) {
            return "That key does nothing here: A accepts the suggestion, R rejects it, S goes on.";
        }
        if (accepted.isEmpty()) {
            return disputed
                    ? "It is disputed: what each says stands with the pair, and the lead resolves it. S goes on."
                    : "Nothing is suggested for it any more. Another outcome can be named by its code; S goes on.";
        }
        Decided keyed = accepted.get(BoardRow.keyed(accepted));
        if (keyed.changed() != null) {
            return "Words have changed since it was accepted: C says it is still right, W withdraws it, 1 to 5 say what it is now.";
        }
        return keyed.own()
                ? "It is accepted already: 1 to 5 change what it is, U takes your last decision back, S goes on."
                : "Another organization accepted it: A agrees, R disagrees, 1 to 5 say what else it is.";
    }

    private static String suggestions(int count, boolean mayDecide) {
        if (count == 0) {
            return "Another outcome, by its code";
        }
        return Numbers.count(count, "more suggestion", "more suggestions")
                + (mayDecide ? ", or another outcome by its code" : "");
    }

    private static Fold fold(
            Place.Fold fold, int count, String label, boolean always, FrameworkItem requirement, Looker looker) {
        UUID identifier = requirement.identifier();
        String unfolding = looker.place().unfolding(fold, identifier).query();
        return new Fold(
                count,
                label,
                always || looker.place().unfolds(fold, identifier),
                looker.address() + "/requirements/" + identifier + "/" + fold.word() + unfolding,
                looker.address() + unfolding + "#" + anchor(requirement));
    }

    private static List<Candidate> open(Board.Row row, Looker looker) {
        return IntStream.range(0, row.open().size())
                .mapToObj(n -> candidate(
                        looker.address(), row.requirement(), n, row.open().get(n)))
                .toList();
    }

    private static List<Decided> rejected(Board.Row row, Looker looker) {
        return row.rejected().stream()
                .map(one -> other(Kind.REJECTED, one, row.standings().get(one.uri()), looker))
                .toList();
    }

    private static List<StateView> states(Board.Row row, boolean postponed, boolean changed) {
        List<StateView> states = new ArrayList<>();
        states.add(state(row.state()));
        if (!row.disputed().isEmpty()) {
            states.add(StateView.unsure("Disputed"));
        }
        if (changed) {
            states.add(StateView.unsure("Words changed"));
        }
        if (postponed) {
            states.add(StateView.neutral("Postponed"));
        }
        return states;
    }

    static BoardPage.Progress progress(CrosswalkProgress progress, WorkingTimes.Pace pace) {
        return new BoardPage.Progress(
                progress.requirements() - progress.undecided(),
                progress.requirements(),
                sentence(progress) + disputed(progress) + remaining(progress, pace));
    }

    private static String disputed(CrosswalkProgress progress) {
        return progress.disputed() == 0 ? "" : " %s disputed.".formatted(Numbers.count(progress.disputed()));
    }

    private static String remaining(CrosswalkProgress progress, WorkingTimes.Pace pace) {
        if (progress.undecided() == 0) {
            return "";
        }
        return pace.remaining(progress.undecided())
                .map(left -> " About %s to go at the pace so far."
                        .formatted(
                                Numbers.count(Math.max(1, Math.round(left.toSeconds() / 60.0)), "minute", "minutes")))
                .orElse("");
    }

    static String sentence(CrosswalkProgress progress) {
        return "%s: %s matched, %s without a match, %s to decide."
                .formatted(
                        Numbers.count(progress.requirements(), "requirement", "requirements"),
                        Numbers.count(progress.matched()),
                        Numbers.count(progress.withoutMatch()),
                        Numbers.count(progress.undecided()));
    }

    static String path(List<FrameworkItem> above) {
        return String.join(" › ", above.stream().map(FrameworkItem::label).toList());
    }

    /** The questions of a part of the tree that have all of these words. */
    static Predicate<Question> narrowed(Place place) {
        List<String> words = List.of(place.words().toLowerCase(Locale.ROOT).split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
        String branch = Optional.ofNullable(place.branch()).orElse("");
        return one -> (branch.isBlank()
                        || one.above().stream()
                                .anyMatch(item -> item.identifier().toString().equals(branch)))
                && words.stream()
                        .allMatch(word -> one.requirement()
                                .label()
                                .toLowerCase(Locale.ROOT)
                                .contains(word));
    }

    /** The parts of the tree down to the second level, in tree order. */
    static List<Option> branches(List<Question> questions) {
        return questions.stream()
                .flatMap(one -> one.above().stream().limit(2))
                .distinct()
                .map(item ->
                        Option.of(item.identifier().toString(), (item.depth() == 0 ? "" : "\u2003") + item.label()))
                .toList();
    }

    private static @Nullable String facts(FrameworkItem item) {
        if (item.type() == null) {
            return item.level();
        }
        return item.level() == null ? item.type() : item.type() + ", " + item.level();
    }

    static StateView state(Board.State state) {
        return switch (state) {
            case MATCHED -> StateView.good("Matched");
            case WITHOUT_MATCH -> StateView.neutral("Without a match");
            case UNDECIDED -> StateView.active("To decide");
        };
    }

    private static Candidate candidate(
            String address, FrameworkItem requirement, int place, Board.Candidate candidate) {
        FrameworkItem outcome = candidate.outcome();
        SuggestedAlignment suggestion = candidate.suggestion();
        return new Candidate(
                requirement.identifier() + "-" + place,
                outcome.uri().value(),
                outcome.code(),
                outcome.statement(),
                path(candidate.above()),
                "/uri/" + outcome.identifier(),
                Words.probability(suggestion.probability()),
                suggestion.probability(),
                suggestion.reasons(),
                RelationOptions.ALL,
                suggestion.associationType(),
                address + "/requirements/" + requirement.identifier() + "/why/" + outcome.identifier(),
                address + "/outcomes/" + outcome.identifier());
    }

    private static Decided accepted(Board.Accepted accepted, Board.@Nullable Said said, Looker looker) {
        return new Decided(
                Kind.ACCEPTED,
                accepted.outcome().uri().value(),
                accepted.outcome().code(),
                accepted.outcome().statement(),
                "/uri/" + accepted.outcome().identifier(),
                accepted.step().words(),
                accepted.step().associationType(),
                behind(
                        accepted.step().decidedBy(),
                        said == null ? null : deciding(said),
                        accepted.step().decidedAt(),
                        looker),
                accepted.step().reason().isBlank() ? null : accepted.step().reason(),
                standing(said, looker),
                sides(said, looker),
                resolution(said, looker),
                changed(said),
                own(said, looker));
    }

    private static Decided other(Kind kind, FrameworkItem outcome, Board.@Nullable Said said, Looker looker) {
        Decision latest =
                said == null || said.views().isEmpty() ? null : said.views().getLast();
        return new Decided(
                kind,
                outcome.uri().value(),
                outcome.code(),
                outcome.statement(),
                "/uri/" + outcome.identifier(),
                kind == Kind.REJECTED ? "rejected" : "disputed",
                null,
                kind == Kind.DISPUTED || latest == null
                        ? null
                        : behind(latest.decidedBy(), latest.organization(), latest.decidedAt(), looker),
                kind == Kind.DISPUTED || latest == null || latest.reason().isBlank() ? null : latest.reason(),
                standing(said, looker),
                sides(said, looker),
                resolution(said, looker),
                null,
                own(said, looker));
    }

    private static @Nullable OrganizationId deciding(Board.Said said) {
        if (said.resolution() != null) {
            return said.resolution().organization();
        }
        return said.views().isEmpty() ? null : said.views().getLast().organization();
    }

    private static String behind(String name, @Nullable OrganizationId organization, Instant at, Looker looker) {
        return organization == null
                ? "%s, %s".formatted(name, Dates.day(at))
                : "%s, %s, %s".formatted(name, looker.name(organization), Dates.day(at));
    }

    /** Whether the pair stands in the view that is looked at because one side has said nothing of it. */
    private static boolean waits(Board.@Nullable Said said, Looker looker) {
        return said != null
                && said.standing() == Standing.ONE_SIDED
                && own(said, looker) == (looker.place().shown() == View.WAITS_FOR_OTHERS);
    }

    private static @Nullable StateView standing(Board.@Nullable Said said, Looker looker) {
        if (said == null) {
            return null;
        }
        return switch (said.standing()) {
            case AGREED ->
                StateView.good(
                        "Agreed by %d organizations".formatted(said.views().size()));
            case DISPUTED -> StateView.unsure("Disputed: it counts for nobody yet");
            case RESOLVED -> said.views().size() > 1 ? StateView.good("Resolved by the lead") : null;
            case ONE_SIDED ->
                !looker.together() || looker.voice() == null
                        ? null
                        : own(said, looker) ? StateView.neutral("Waits for others") : StateView.active("Waits for us");
            case OPEN -> null;
        };
    }

    /** Both sides where there are two, or where only another organization than the viewer's has said something. */
    private static List<Side> sides(Board.@Nullable Said said, Looker looker) {
        if (said == null || said.views().size() < 2) {
            return List.of();
        }
        return said.views().stream().map(view -> side(view, looker)).toList();
    }

    private static @Nullable Side resolution(Board.@Nullable Said said, Looker looker) {
        return said == null
                        || said.standing() != Standing.RESOLVED
                        || said.resolution() == null
                        || said.views().size() < 2
                ? null
                : side(said.resolution(), looker);
    }

    private static Side side(Decision decision, Looker looker) {
        return new Side(
                looker.name(decision.organization()),
                decision.verdict() == Decision.Verdict.ACCEPTED
                        ? StateView.good(
                                decision.relation() == null
                                        ? "Accepted"
                                        : "Accepted: " + decision.relation().words())
                        : StateView.bad("Rejected"),
                "%s, %s".formatted(decision.decidedBy(), Dates.day(decision.decidedAt())),
                decision.reason().isBlank() ? null : decision.reason());
    }

    private static boolean own(Board.@Nullable Said said, Looker looker) {
        return said != null
                && looker.voice() != null
                && said.views().stream().anyMatch(view -> view.organization().equals(looker.voice()));
    }

    private static @Nullable Changed changed(Board.@Nullable Said said) {
        Rewording rewording = said == null ? null : said.changed();
        return rewording == null ? null : new Changed(words(rewording.requirement()), words(rewording.outcome()));
    }

    private static BoardPage.@Nullable Words words(Rewording.@Nullable Change change) {
        if (change == null) {
            return null;
        }
        if (change.then() == null || change.now() == null) {
            return new BoardPage.Words(unmarked(change.then()), unmarked(change.now()), change.retired());
        }
        List<TextDiff.Run> runs = TextDiff.between(change.then(), change.now()).runs();
        return new BoardPage.Words(
                runs.stream().filter(run -> run.kind() != TextDiff.Kind.ADDED).toList(),
                runs.stream().filter(run -> run.kind() != TextDiff.Kind.REMOVED).toList(),
                change.retired());
    }

    private static List<TextDiff.Run> unmarked(@Nullable String text) {
        return text == null ? List.of() : List.of(new TextDiff.Run(TextDiff.Kind.EQUAL, text));
    }

    /** Whose names the rows need. */
    static List<OrganizationId> organizations(List<Board.Row> rows) {
        return rows.stream()
                .flatMap(row -> row.standings().values().stream())
                .flatMap(said -> Stream.concat(said.views().stream(), Optional.ofNullable(said.resolution()).stream()))
                .map(Decision::organization)
                .distinct()
                .toList();
    }

    static List<ItemUri> uris(List<Question> questions) {
        return questions.stream().map(one -> one.requirement().uri()).toList();
    }
}
