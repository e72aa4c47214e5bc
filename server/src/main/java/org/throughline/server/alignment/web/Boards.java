package org.throughline.server.alignment.web;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.Board;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkProgress;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.SuggestedAlignment;
import org.throughline.server.alignment.web.BoardPage.Actions;
import org.throughline.server.alignment.web.BoardPage.BoardRow;
import org.throughline.server.alignment.web.BoardPage.Candidate;
import org.throughline.server.alignment.web.BoardPage.Decided;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.frameworks.FrameworkItem;

/** Draws the board's rows. */
final class Boards {
    private Boards() {}

    /** Which rows a view shows. */
    enum View {
        UNDECIDED("undecided", "Undecided"),
        MATCHED("matched", "Matched"),
        WITHOUT_MATCH("without-match", "Without a match"),
        ALL("all", "All");

        private final String word;
        private final String label;

        View(String word, String label) {
            this.word = word;
            this.label = label;
        }

        String word() {
            return word;
        }

        String label() {
            return label;
        }

        Predicate<Board.Row> shown() {
            return switch (this) {
                case UNDECIDED -> row -> row.state() == Board.State.UNDECIDED;
                case MATCHED -> row -> row.state() == Board.State.MATCHED;
                case WITHOUT_MATCH -> row -> row.state() == Board.State.WITHOUT_MATCH;
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

    static String anchor(Board.Row row) {
        return "r-" + row.requirement().identifier();
    }

    /** The rows of one page of the board, each knowing which follows. */
    static List<BoardRow> rows(List<Board.Row> shown, Crosswalk crosswalk, View view, boolean mayDecide) {
        return IntStream.range(0, shown.size())
                .mapToObj(n -> row(
                        shown.get(n),
                        n + 1 < shown.size() ? anchor(shown.get(n + 1)) : null,
                        crosswalk,
                        view,
                        mayDecide))
                .toList();
    }

    static BoardRow row(Board.Row row, @Nullable String next, Crosswalk crosswalk, View view, boolean mayDecide) {
        FrameworkItem requirement = row.requirement();
        String address = "/crosswalks/" + crosswalk.id();
        List<Candidate> open = IntStream.range(0, row.open().size())
                .mapToObj(n -> candidate(address, requirement, n, row.open().get(n)))
                .toList();
        // once something is accepted, what else was suggested is one click away and asks no more
        boolean asks = row.accepted().isEmpty() && !open.isEmpty();
        return new BoardRow(
                anchor(row),
                path(row.above()),
                requirement.code(),
                requirement.statement(),
                facts(requirement),
                address + "/requirements/" + requirement.identifier(),
                state(row.state()),
                row.state() != Board.State.UNDECIDED,
                next,
                asks ? open.getFirst() : null,
                asks ? open.subList(1, open.size()) : open,
                row.accepted().stream().map(Boards::accepted).toList(),
                row.rejected().stream().map(Boards::rejected).toList(),
                new Actions(
                        address + "/accept",
                        address + "/reject",
                        address + "/undo",
                        address + "/accept-code",
                        requirement.uri().value(),
                        view.word()),
                mayDecide);
    }

    static BoardPage.Progress progress(Board board) {
        CrosswalkProgress progress = Crosswalks.progress(board);
        return new BoardPage.Progress(
                progress.requirements() - progress.undecided(), progress.requirements(), sentence(progress));
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

    private static @Nullable String facts(FrameworkItem item) {
        if (item.type() == null) {
            return item.level();
        }
        return item.level() == null ? item.type() : item.type() + ", " + item.level();
    }

    private static StateView state(Board.State state) {
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
                Words.OFFERED.stream()
                        .map(relation -> Option.of(relation.word(), relation.words()))
                        .toList(),
                suggestion.associationType(),
                address + "/requirements/" + requirement.identifier() + "/why/" + outcome.identifier(),
                address + "/outcomes/" + outcome.identifier());
    }

    private static Decided accepted(Board.Accepted accepted) {
        FrameworkItem outcome = accepted.outcome();
        return new Decided(
                outcome.uri().value(),
                outcome.code(),
                outcome.statement(),
                "/uri/" + outcome.identifier(),
                accepted.step().words(),
                "%s, %s"
                        .formatted(
                                accepted.step().decidedBy(),
                                Dates.day(accepted.step().decidedAt())),
                accepted.step().reason().isBlank() ? null : accepted.step().reason());
    }

    private static Decided rejected(FrameworkItem outcome) {
        return new Decided(
                outcome.uri().value(),
                outcome.code(),
                outcome.statement(),
                "/uri/" + outcome.identifier(),
                "rejected",
                null,
                null);
    }
}
