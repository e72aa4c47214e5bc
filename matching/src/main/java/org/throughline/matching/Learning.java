package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.CloseLook.Seen;

/**
 * What was learned from people's decisions, and how far to believe it.
 *
 * <p>What a decision teaches about its own statement is worth nothing, and what the decisions of a field teach about that field is no measure for
 * another. So the decided statements are parted by groups into five; each part is asked with lessons from the other four, and on these answers
 * the weights are found by which lessons and cold evidence are put together. Whether they help is tried once more on groups held back: the
 * weights are believed just so far as they do, between the shipped constants and themselves. Where the asked statement's own group was decided on
 * before, the parts are made of its smaller pieces instead, since lessons reach further there.
 */
final class Learning {
    private static final int PARTS = 5;
    /** With fewer accepted pairs nothing is learned. */
    private static final int FEWEST = Learned.FEWEST;
    /** So many decided statements are asked to find the weights. */
    private static final int MOST_QUESTIONS = 3_000;
    /** How firmly weights are held to the shipped ones, in questions about a figure of spread 1. */
    private static final double FIRMNESS = 20;

    /** So firmly that a weight stays where it was. */
    private static final double UNMOVED = 1e9;

    private static final long SEED = 20210303;

    /** By how many standard errors lessons have to be better than none on groups that did not teach them, before they are believed. */
    private static final double SURENESS = 1;

    private final Belief far;
    private final Belief near;
    private final Set<String> groups;
    /** From this familiarity on what is asked counts as near; only where no groups are known. */
    private final double familiar;

    private final @Nullable Lessons all;

    /**
     * An accepted pair.
     *
     * @param asked as it was decided about, in the group of the decision
     * @param to the candidate's number
     */
    record Accepted(Statement asked, Analysed from, int to) {}

    /**
     * How an answer is made.
     *
     * @param lessons null where none is believed
     */
    record Belief(
            Ranker ranker,
            Calibration calibration,
            @Nullable Lessons lessons) {
        /** In nothing but what is shipped. */
        static final Belief COLD = new Belief(Ranker.COLD, Calibration.COLD, null);
    }

    private final Learned learned;

    private Learning(
            Belief far, Belief near, Set<String> groups, double familiar, @Nullable Lessons all, Learned learned) {
        this.far = far;
        this.near = near;
        this.groups = groups;
        this.familiar = familiar;
        this.all = all;
        this.learned = learned;
    }

    /** What the decisions came to, where most is asked: in the fields that were decided on if these are asked again. */
    Learned learned() {
        return learned;
    }

    /** Whether anything that was learned is believed. */
    boolean isBelieved() {
        return far.lessons() != null || near.lessons() != null;
    }

    /** How what is asked about a statement is weighed. */
    Belief belief(Analysed asked) {
        boolean isNear = groups.isEmpty()
                ? all != null && all.familiarity(asked) >= familiar
                : asked.statement().group() != null
                        && groups.contains(asked.statement().group());
        return isNear ? near : far;
    }

    /**
     * @param places the numbers of candidates by their ids
     * @param asked the groups of what will be asked about
     */
    static Learning from(
            List<Decision> decisions,
            Function<Statement, Analysed> analysed,
            Map<String, Integer> places,
            CloseLook look,
            Set<String> asked) {
        List<Accepted> accepted = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (Decision decision : decisions) {
            Integer place = places.get(decision.to());
            if (decision.accepted() && place != null) {
                accepted.add(new Accepted(decision.from(), analysed.apply(decision.from()), place));
                if (decision.from().group() != null) {
                    groups.add(decision.from().group());
                }
            }
        }
        if (accepted.size() < FEWEST) {
            return new Learning(
                    Belief.COLD, Belief.COLD, groups, 0, null, Learned.nothing(accepted.size(), rejected(decisions)));
        }
        Lessons all = look.lessons(accepted);
        if (groups.isEmpty()) {
            Map<String, String> regions = Regions.of(accepted, Learning::piece, look::place);
            Tried far = belief(accepted, one -> regions.getOrDefault(piece(one), ""), look, all, MOST_QUESTIONS / 2);
            Tried near = belief(accepted, Learning::piece, look, all, MOST_QUESTIONS / 2);
            return new Learning(
                    far.belief(),
                    near.belief(),
                    groups,
                    (far.familiarity() + near.familiarity()) / 2,
                    all,
                    near.learned(accepted.size(), rejected(decisions)));
        }
        Tried far = belief(accepted, Learning::group, look, all, MOST_QUESTIONS);
        boolean known = asked.stream().anyMatch(groups::contains);
        Tried near = known ? belief(accepted, Learning::piece, look, all, MOST_QUESTIONS) : far;
        return new Learning(
                far.belief(), near.belief(), groups, 0, all, near.learned(accepted.size(), rejected(decisions)));
    }

    private static int rejected(List<Decision> decisions) {
        return (int) decisions.stream().filter(decision -> !decision.accepted()).count();
    }

    /** A belief with the answers that it was tried on, and where the right ones stood without and with it. */
    private record Tried(Belief belief, double familiarity, double trust, int tried, int[] without, int[] with) {
        Learned learned(int accepted, int rejected) {
            return new Learned(accepted, rejected, trust, tried, without[0], with[0], without[1], with[1]);
        }
    }

    /** How many answers had a right one at the first place, and among the first ten. */
    private static int[] found(List<Answer> answers, Function<Answer, Ranker> ranker) {
        int[] found = new int[2];
        for (Answer answer : answers) {
            List<Standing> standings = Standing.of(answer.question().figures().stream()
                    .map(ranker.apply(answer)::score)
                    .toList());
            int[] best = Standing.best(standings, 10).toArray();
            List<Boolean> right = answer.question().right();
            found[0] += right.get(best[0]) ? 1 : 0;
            found[1] += Arrays.stream(best).anyMatch(right::get) ? 1 : 0;
        }
        return found;
    }

    private static String group(Statement statement) {
        return statement.group() != null ? "group " + statement.group() : piece(statement);
    }

    private static String piece(Statement statement) {
        return statement.context().isEmpty()
                ? "id " + statement.id()
                : "parent " + statement.context().getFirst();
    }

    /** A decided statement with what is right for it, and the part that it is in. */
    private record Asked(Analysed from, Set<Integer> right, int part) {}

    /** One answer: the pool in figures, and what of it is right. */
    private record Answer(int part, double familiarity, List<Seen> pool, ShareFit.Question question) {}

    private static Tried belief(
            List<Accepted> accepted, Function<Statement, String> group, CloseLook look, Lessons all, int most) {
        Map<String, Integer> parts = parts(accepted, group);
        List<Lessons> held = IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(part -> look.lessons(accepted.stream()
                        .filter(one -> part(parts, group, one.asked()) != part)
                        .toList()))
                .toList();
        List<Answer> answers = questions(accepted, parts, group, most).parallelStream()
                .map(asked -> answer(asked, look, held.get(asked.part())))
                .filter(answer -> answer.question().right().contains(true))
                .toList();
        double[] before = Ranker.before();
        List<ShareFit.Question> questions =
                answers.stream().map(Answer::question).toList();
        double[] hold = Arrays.stream(ShareFit.spread(questions, before.length))
                .map(spread -> FIRMNESS * spread * spread + 1e-6)
                .toArray();
        double[] weights = fitted(questions, before, hold);
        List<double[]> without = IntStream.range(0, PARTS)
                .mapToObj(part -> fitted(part(answers, a -> a.part() != part), before, hold))
                .toList();
        double trust = trust(answers, before, without);
        double familiarity =
                answers.stream().mapToDouble(Answer::familiarity).average().orElse(0);
        int[] cold = found(answers, _ -> Ranker.COLD);
        if (trust == 0) {
            return new Tried(Belief.COLD, familiarity, 0, answers.size(), cold, cold);
        }
        return new Tried(
                new Belief(
                        new Ranker(between(before, weights, trust)), calibration(answers, before, without, trust), all),
                familiarity,
                trust,
                answers.size(),
                cold,
                found(answers, answer -> new Ranker(between(before, without.get(answer.part()), trust))));
    }

    /** As {@link ShareFit#fit}, but a vote is never held against what it was given for, also where each candidate was accepted but once. */
    private static double[] fitted(List<ShareFit.Question> questions, double[] before, double[] hold) {
        double[] weights = ShareFit.fit(questions, before, hold);
        double[] firm = hold.clone();
        boolean against = false;
        for (int i = 0; i < weights.length; i++) {
            if (Ranker.isVote(i) && weights[i] < 0) {
                firm[i] = UNMOVED;
                against = true;
            }
        }
        return against ? ShareFit.fit(questions, before, firm) : weights;
    }

    private static int part(Map<String, Integer> parts, Function<Statement, String> group, Statement statement) {
        return parts.getOrDefault(group.apply(statement), 0);
    }

    /** Groups are dealt out to the parts, the largest first, each to the part that is smallest by then. */
    private static Map<String, Integer> parts(List<Accepted> accepted, Function<Statement, String> group) {
        Map<String, Integer> sizes = new HashMap<>();
        accepted.forEach(one -> sizes.merge(group.apply(one.asked()), 1, Integer::sum));
        int[] filled = new int[PARTS];
        Map<String, Integer> parts = new HashMap<>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> {
                    int smallest = IntStream.range(0, PARTS)
                            .boxed()
                            .min(Comparator.comparingInt(part -> filled[part]))
                            .orElse(0);
                    parts.put(entry.getKey(), smallest);
                    filled[smallest] += entry.getValue();
                });
        return parts;
    }

    private static List<Asked> questions(
            List<Accepted> accepted, Map<String, Integer> parts, Function<Statement, String> group, int most) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (Accepted one : accepted) {
            asked.computeIfAbsent(
                            one.asked().id(),
                            _ -> new Asked(one.from(), new HashSet<>(), part(parts, group, one.asked())))
                    .right()
                    .add(one.to());
        }
        List<Asked> all = new ArrayList<>(asked.values());
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = all.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Asked kept = all.get(i);
            all.set(i, all.get(j));
            all.set(j, kept);
        }
        return all.subList(0, Math.min(most, all.size()));
    }

    private static Answer answer(Asked asked, CloseLook look, Lessons lessons) {
        List<Seen> pool = look.pool(asked.from(), CloseLook.POOL, lessons);
        return new Answer(
                asked.part(),
                lessons.familiarity(asked.from()),
                pool,
                new ShareFit.Question(
                        pool.stream().map(Seen::figures).toList(),
                        pool.stream()
                                .map(seen -> asked.right().contains(seen.candidate()))
                                .toList()));
    }

    /**
     * How far the learned weights are believed, in [0, 1]: as far as they are surest to be better than the shipped ones on parts that did not teach
     * them; 0 where the gain could as well be chance.
     */
    private static double trust(List<Answer> answers, double[] before, List<double[]> without) {
        double surest = 0;
        double trust = 0;
        for (int step = 1; step <= 4; step++) {
            double share = step / 4.0;
            double[] gains = answers.stream()
                    .mapToDouble(answer ->
                            ShareFit.likelihood(answer.question(), between(before, without.get(answer.part()), share))
                                    - ShareFit.likelihood(answer.question(), before))
                    .toArray();
            double mean = Arrays.stream(gains).average().orElse(0);
            double squares = Arrays.stream(gains)
                    .map(gain -> (gain - mean) * (gain - mean))
                    .sum();
            double sure = mean - SURENESS * Math.sqrt(squares) / Math.max(1, gains.length);
            if (sure > surest) {
                surest = sure;
                trust = share;
            }
        }
        return trust;
    }

    private static Calibration calibration(
            List<Answer> answers, double[] before, List<double[]> without, double trust) {
        List<Calibration.Judged> judged = new ArrayList<>();
        for (Answer answer : answers) {
            Ranker ranker = new Ranker(between(before, without.get(answer.part()), trust));
            List<Standing> standings = Standing.of(
                    answer.question().figures().stream().map(ranker::score).toList());
            Standing.best(standings, Calibration.JUDGED)
                    .filter(i -> !answer.pool().get(i).evidence().identical())
                    .forEach(i -> judged.add(new Calibration.Judged(
                            Calibration.figures(answer.pool().get(i).evidence(), standings.get(i)),
                            answer.question().right().get(i))));
        }
        return Calibration.COLD.fitted(judged);
    }

    private static List<ShareFit.Question> part(List<Answer> answers, java.util.function.Predicate<Answer> which) {
        return answers.stream().filter(which).map(Answer::question).toList();
    }

    private static double[] between(double[] before, double[] after, double share) {
        return IntStream.range(0, before.length)
                .mapToDouble(i -> before[i] + share * (after[i] - before[i]))
                .toArray();
    }
}
