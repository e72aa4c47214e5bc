package org.throughline.server.walls;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.throughline.server.support.Statements;

/**
 * Whether a 404 on what is somebody else's costs the server what a 404 on nothing costs: the same statements in the same order. So the time that
 * an answer takes tells nothing either. The times themselves hang on the machine: they are printed, never asserted.
 */
final class SameWork {
    private final List<Long> ofAnothers = new ArrayList<>();
    private final List<Long> ofNothing = new ArrayList<>();
    private final boolean asserted;
    private int different;

    /** @param asserted whether other statements are a finding: with one wall taken down the code may have to look at what the wall would have kept */
    SameWork(boolean asserted) {
        this.asserted = asserted;
    }

    boolean isAsserted() {
        return asserted;
    }

    /**
     * An answer and what it cost.
     *
     * @param statements what the database was asked, in order
     */
    record Answered(HttpResponse<String> answer, List<String> statements, long nanos) {
        Answered {
            statements = List.copyOf(statements);
        }
    }

    /** Asks what is asked, and says what it cost. */
    @FunctionalInterface
    interface Asking {
        HttpResponse<String> send(String ask) throws Exception;
    }

    static Answered answered(String ask, Asking asking) throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> answer = asking.send(ask);
        long ended = System.nanoTime();
        return new Answered(answer, Statements.of(ask), ended - began);
    }

    void took(Answered anothers, Answered nothing) {
        ofAnothers.add(anothers.nanos());
        ofNothing.add(nothing.nanos());
    }

    /** What tells the two apart. */
    Optional<String> difference(Answered anothers, Answered nothing) {
        if (anothers.statements().equals(nothing.statements())) {
            return Optional.empty();
        }
        different++;
        int same = 0;
        while (same
                        < Math.min(
                                anothers.statements().size(),
                                nothing.statements().size())
                && anothers.statements().get(same).equals(nothing.statements().get(same))) {
            same++;
        }
        return Optional.of("costs %d statements for another's, %d for nothing; after %d the same: %s | of nothing: %s"
                .formatted(
                        anothers.statements().size(),
                        nothing.statements().size(),
                        same,
                        anothers.statements().stream().skip(same).toList(),
                        nothing.statements().stream().skip(same).toList()));
    }

    /** Both classes in one line. */
    String line() {
        double anothers = median(ofAnothers);
        double nothing = median(ofNothing);
        return String.format(
                Locale.ROOT,
                "| 404 on another's: median %.2f ms | 404 on nothing: median %.2f ms | ratio %.3f | %d pairs | %d with other statements |",
                anothers,
                nothing,
                anothers / nothing,
                ofNothing.size(),
                different);
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2) / 1e6;
    }
}
