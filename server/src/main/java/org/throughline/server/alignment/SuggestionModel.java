package org.throughline.server.alignment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.Decision;
import org.throughline.matching.Learned;
import org.throughline.matching.Reason;
import org.throughline.matching.Statement;
import org.throughline.matching.Suggester;
import org.throughline.matching.SuggesterOptions;
import org.throughline.matching.Suggestion;
import org.throughline.matching.TextEncoder;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/**
 * The engine over one crosswalk: asked for every requirement which outcomes answer it, and for every outcome which requirements it answers.
 * The same frameworks and lessons give the same answers, so that what a dead server answered need not be asked again.
 */
final class SuggestionModel {
    /** How many outcomes are proposed per requirement. */
    static final int PER_REQUIREMENT = 10;
    /** How many requirements are looked for per outcome. */
    static final int PER_OUTCOME = 5;

    private final List<Statement> requirements;
    private final List<Statement> outcomes;
    /** By item; who has none is left out. Nothing else of the items is held while the engine works. */
    private final Map<String, String> levelsAsked;

    private final Map<String, String> levelsGiven;
    private final Lessons lessons;
    private final @Nullable TextEncoder encoder;
    private @Nullable Suggester forward;
    private @Nullable Suggester backward;

    SuggestionModel(
            List<FrameworkItem> requirements,
            List<FrameworkItem> outcomes,
            Lessons lessons,
            @Nullable TextEncoder encoder) {
        this.requirements = Competencies.asked(requirements);
        this.outcomes = Competencies.answering(outcomes);
        this.levelsAsked = levels(requirements);
        this.levelsGiven = levels(outcomes);
        this.lessons = lessons;
        this.encoder = encoder;
    }

    private static Map<String, String> levels(List<FrameworkItem> items) {
        Map<String, String> levels = new HashMap<>();
        items.forEach(item -> {
            if (item.level() != null) {
                levels.putIfAbsent(item.uri().value(), item.level());
            }
        });
        return levels;
    }

    /** How many questions there are: one for each requirement, then one for each outcome. */
    int questions() {
        return requirements.size() + outcomes.size();
    }

    int requirements() {
        return requirements.size();
    }

    Lessons lessons() {
        return lessons;
    }

    /** Of everything that the answers depend on. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, forward().modelVersion());
            requirements.forEach(one -> add(digest, one));
            outcomes.forEach(one -> add(digest, one));
            for (Decision decision : lessons.forward()) {
                add(digest, decision.from());
                add(digest, decision.to() + " " + decision.accepted() + " " + decision.relation());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, Object text) {
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    String modelVersion() {
        return forward().modelVersion();
    }

    SuggestionRun.Lesson lesson() {
        Learned learned = forward().learned();
        return new SuggestionRun.Lesson(
                lessons.own(),
                lessons.partnership(),
                lessons.elsewhere(),
                learned.accepted(),
                learned.trust(),
                learned.tried(),
                learned.firstWithout(),
                learned.firstWith(),
                learned.tenWithout(),
                learned.tenWith(),
                learned.relations());
    }

    /** Learns; takes a while. */
    private Suggester forward() {
        Suggester known = forward;
        if (known == null) {
            known = Suggester.over(
                    outcomes,
                    SuggesterOptions.standard()
                            .withBackground(requirements)
                            .withDecisions(lessons.forward())
                            .withEncoder(encoder));
            forward = known;
        }
        return known;
    }

    private Suggester backward() {
        Suggester known = backward;
        if (known == null) {
            forward = null; // it is asked no more, and holds much
            known = Suggester.over(
                    requirements,
                    SuggesterOptions.standard()
                            .withBackground(outcomes)
                            .withDecisions(lessons.backward())
                            .withEncoder(encoder));
            backward = known;
        }
        return known;
    }

    /** The answers to some of the questions, by several threads. */
    List<Suggestions.Proposed> answers(int from, int to) {
        List<Suggestions.Proposed> answers = new ArrayList<>();
        int border = Math.clamp(requirements.size(), from, to);
        if (from < border) {
            Suggester suggester = forward();
            answers.addAll(
                    answers(requirements.subList(from, border), one -> answer(one, suggester, PER_REQUIREMENT, false)));
        }
        if (border < to) {
            Suggester suggester = backward();
            answers.addAll(answers(
                    outcomes.subList(border - requirements.size(), to - requirements.size()),
                    one -> answer(one, suggester, PER_OUTCOME, true)));
        }
        return answers;
    }

    private static List<Suggestions.Proposed> answers(
            List<Statement> asked, Function<Statement, List<Suggestions.Proposed>> answer) {
        return asked.parallelStream().map(answer).toList().stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Suggestions.Proposed> answer(Statement asked, Suggester suggester, int top, boolean fromOutcome) {
        List<Suggestion> best = suggester.suggest(asked, top);
        return IntStream.range(0, best.size())
                .mapToObj(rank -> proposed(asked, rank, best.get(rank), suggester.modelVersion(), fromOutcome))
                .toList();
    }

    private Suggestions.Proposed proposed(
            Statement asked, int rank, Suggestion suggestion, String modelVersion, boolean fromOutcome) {
        ItemUri requirement = new ItemUri(fromOutcome ? suggestion.to() : asked.id());
        ItemUri outcome = new ItemUri(fromOutcome ? asked.id() : suggestion.to());
        List<String> reasons = new ArrayList<>(suggestion.reasons().stream()
                .map(reason -> words(reason, fromOutcome))
                .toList());
        @Nullable String asks = levelsAsked.get(requirement.value());
        @Nullable String gives = levelsGiven.get(outcome.value());
        if (asks != null && gives != null) {
            reasons.add(
                    asks.equalsIgnoreCase(gives)
                            ? "the same level: " + asks
                            : "asks for level %s, answers at level %s".formatted(asks, gives));
        }
        return new Suggestions.Proposed(
                requirement,
                rank + 1,
                outcome,
                suggestion.score(),
                suggestion.probability(),
                Relation.of(suggestion.relation(), fromOutcome),
                reasons,
                modelVersion,
                fromOutcome,
                new Suggestions.Grounds(
                        Relation.of(suggestion.wording(), fromOutcome), suggestion.figures(), asks, gives));
    }

    /** The engine speaks of the statement asked about, we of the outcome. */
    private static String words(Reason reason, boolean fromOutcome) {
        return reason instanceof Reason.CalledByPeople called
                ? called.words(Relation.of(called.relation(), fromOutcome).words())
                : reason.words();
    }
}
