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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    /** How firmly the weight of what was learned is held to nothing, in questions about a figure of spread 1. */
    private static final double FIRMNESS = 20;

    /** How firmly the others are held to the shipped ones, which many more questions of other fields have shown. */
    private static final double FIRMNESS_OF_SHIPPED = 400;

    /** So firmly that a weight stays where it was. */
    private static final double UNMOVED = 1e9;

    private static final long SEED = 20210303;

    /**
     * Where another field is asked about than taught, fewer answers than this are doubted as if they were as many: what few statements of one field
     * have in common may not hold for the next. With 60 to 200 decisions, the doubt of their own number cost a new field up to .02 of its mean
     * reciprocal rank.
     */
    private static final int FEW_ANSWERS = 625;

    private final Belief far;
    private final Belief near;
    private final Set<String> groups;
    /** From this familiarity on what is asked counts as near; only where no groups are known. */
    private final double familiar;

    private final @Nullable Lessons all;

    /**
     * A decided pair.
     *
     * @param asked as it was decided about, in the group of the decision
     * @param to the candidate's number
     * @param relation on which people settled; null where they did not say, or rejected it
     */
    record Decided(
            Statement asked,
            Analysed from,
            int to,
            boolean accepted,
            @Nullable SuggestedRelation relation) {}

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

    private final RelationHabits habits;
    private final Learned learned;

    private Learning(
            Belief far,
            Belief near,
            Set<String> groups,
            double familiar,
            @Nullable Lessons all,
            RelationHabits habits,
            Learned learned) {
        this.far = far;
        this.near = near;
        this.groups = groups;
        this.familiar = familiar;
        this.all = all;
        this.habits = habits;
        this.learned = learned;
    }

    /** What the decisions came to, where most is asked: in the fields that were decided on if these are asked again. */
    Learned learned() {
        return learned;
    }

    /** Which relations people settle on. */
    RelationHabits habits() {
        return habits;
    }

    /** Whether anything that was learned is believed. */
    boolean isBelieved() {
        return far.lessons() != null || near.lessons() != null || habits.corrected() > 0;
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
        List<Decided> decided = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (Decision decision : decisions) {
            Integer place = places.get(decision.to());
            if (place != null) {
                decided.add(new Decided(
                        decision.from(),
                        analysed.apply(decision.from()),
                        place,
                        decision.accepted(),
                        decision.relation()));
                if (decision.accepted() && decision.from().group() != null) {
                    groups.add(decision.from().group());
                }
            }
        }
        RelationHabits habits = look.habits(decided);
        int accepted = (int) decided.stream().filter(Decided::accepted).count();
        int rejected = (int)
                decisions.stream().filter(decision -> !decision.accepted()).count();
        if (accepted < FEWEST) {
            return new Learning(
                    Belief.COLD,
                    Belief.COLD,
                    groups,
                    0,
                    null,
                    habits,
                    Learned.nothing(accepted, rejected, habits.corrected()));
        }
        // beside the lessons of the parts, which are looked for at the same time
        CompletableFuture<Lessons> taught = CompletableFuture.supplyAsync(() -> look.lessons(decided));
        if (groups.isEmpty()) {
            Map<String, String> regions = Regions.of(decided, Learning::piece, look::place);
            Tried far = belief(
                    decided,
                    one -> regions.getOrDefault(piece(one), ""),
                    look,
                    taught,
                    MOST_QUESTIONS / 2,
                    FEW_ANSWERS);
            Tried near = belief(decided, Learning::piece, look, taught, MOST_QUESTIONS / 2, 1);
            return new Learning(
                    far.belief(),
                    near.belief(),
                    groups,
                    (far.familiarity() + near.familiarity()) / 2,
                    taught.join(),
                    habits,
                    near.learned(accepted, rejected, habits));
        }
        Tried far = belief(decided, Learning::group, look, taught, MOST_QUESTIONS, FEW_ANSWERS);
        boolean known = asked.stream().anyMatch(groups::contains);
        Tried near = known ? belief(decided, Learning::piece, look, taught, MOST_QUESTIONS, 1) : far;
        return new Learning(
                far.belief(),
                near.belief(),
                groups,
                0,
                taught.join(),
                habits,
                near.learned(accepted, rejected, habits));
    }

    /** A belief with the answers that it was tried on, and where the right ones stood without and with it. */
    private record Tried(Belief belief, double familiarity, double trust, int tried, int[] without, int[] with) {
        Learned learned(int accepted, int rejected, RelationHabits habits) {
            return new Learned(
                    accepted, rejected, trust, tried, without[0], with[0], without[1], with[1], habits.corrected());
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

    /** A decided statement with what is right for it and what is not, and the part that it is in. */
    private record Asked(Analysed from, Set<Integer> right, Set<Integer> refused, int part) {}

    /** One answer: the pool in figures, and what of it is right. */
    private record Answer(Asked asked, double familiarity, List<Seen> pool, ShareFit.Question question) {
        int part() {
            return asked.part();
        }
    }

    /** @param few answers fewer than these are doubted as if they were as many */
    private static Tried belief(
            List<Decided> decided,
            Function<Statement, String> group,
            CloseLook look,
            CompletableFuture<Lessons> all,
            int most,
            int few) {
        Map<String, Integer> parts = parts(decided, group);
        List<Lessons> held = IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(part -> look.lessons(decided.stream()
                        .filter(one -> part(parts, group, one.asked()) != part)
                        .toList()))
                .toList();
        Function<List<Asked>, List<Answer>> ask = questions -> questions.parallelStream()
                .map(asked -> answer(asked, look, held.get(asked.part())))
                .toList();
        List<Asked> questions = questions(decided, parts, group);
        List<Answer> answers =
                ask
                        .apply(questions.stream()
                                .filter(asked -> !asked.right().isEmpty())
                                .limit(most)
                                .toList())
                        .stream()
                        .filter(answer -> answer.question().right().contains(true))
                        .toList();
        List<Answer> nothingRight = ask.apply(questions.stream()
                .filter(asked -> asked.right().isEmpty())
                .limit(most / PARTS)
                .toList());
        double[] before = Ranker.before();
        List<ShareFit.Question> tried = answers.stream().map(Answer::question).toList();
        double[] hold = hold(ShareFit.spread(tried, before.length));
        double[] weights = fitted(tried, before, hold);
        List<double[]> without = IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(part -> fitted(part(answers, a -> a.part() != part), before, hold))
                .toList();
        double trust = trust(answers, before, without, few);
        double familiarity =
                answers.stream().mapToDouble(Answer::familiarity).average().orElse(0);
        int[] cold = found(answers, _ -> Ranker.COLD);
        if (trust == 0) {
            return new Tried(Belief.COLD, familiarity, 0, answers.size(), cold, cold);
        }
        return new Tried(
                new Belief(
                        new Ranker(between(before, weights, trust)),
                        calibration(answers, nothingRight, before, without, trust),
                        all.join()),
                familiarity,
                trust,
                answers.size(),
                cold,
                found(answers, answer -> new Ranker(between(before, without.get(answer.part()), trust))));
    }

    /**
     * As {@link ShareFit#fit}, but a vote is never held against what it was given for, also where each candidate was accepted but once; nor does
     * it speak for a candidate that it was rejected.
     */
    private static double[] fitted(List<ShareFit.Question> questions, double[] before, double[] hold) {
        double[] weights = ShareFit.fit(questions, before, hold);
        double[] firm = hold.clone();
        boolean against = false;
        for (int i = 0; i < weights.length; i++) {
            if ((Ranker.isVote(i) && weights[i] < 0) || (Ranker.isVoteAgainst(i) && weights[i] > 0)) {
                firm[i] = UNMOVED;
                against = true;
            }
        }
        return against ? ShareFit.fit(questions, before, firm) : weights;
    }

    private static double[] hold(double[] spreads) {
        int shipped = spreads.length - Lessons.Learnt.SIZE;
        return IntStream.range(0, spreads.length)
                .mapToDouble(i -> (i < shipped ? FIRMNESS_OF_SHIPPED : FIRMNESS) * spreads[i] * spreads[i] + 1e-6)
                .toArray();
    }

    private static int part(Map<String, Integer> parts, Function<Statement, String> group, Statement statement) {
        return parts.getOrDefault(group.apply(statement), 0);
    }

    /** Groups are dealt out to the parts, the largest first, each to the part that is smallest by then. */
    private static Map<String, Integer> parts(List<Decided> decided, Function<Statement, String> group) {
        Map<String, Integer> sizes = new HashMap<>();
        decided.forEach(one -> sizes.merge(group.apply(one.asked()), 1, Integer::sum));
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

    /** The decided statements in a random order, always the same one; those for which nothing was accepted behind the others. */
    private static List<Asked> questions(
            List<Decided> decided, Map<String, Integer> parts, Function<Statement, String> group) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        List.of(true, false)
                .forEach(accepted -> decided.stream()
                        .filter(one -> one.accepted() == accepted)
                        .forEach(one -> {
                            Asked of = asked.computeIfAbsent(
                                    one.asked().id(),
                                    _ -> new Asked(
                                            one.from(),
                                            new HashSet<>(),
                                            new HashSet<>(),
                                            part(parts, group, one.asked())));
                            (accepted ? of.right() : of.refused()).add(one.to());
                        }));
        List<Asked> all = new ArrayList<>(asked.values());
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = all.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Asked kept = all.get(i);
            all.set(i, all.get(j));
            all.set(j, kept);
        }
        return all;
    }

    private static Answer answer(Asked asked, CloseLook look, Lessons lessons) {
        List<Seen> pool = look.pool(asked.from(), CloseLook.POOL, lessons);
        return new Answer(
                asked,
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
     * them, that is, as their gain in the mean exceeds its standard error most; 0 where it could as well be chance.
     */
    private static double trust(List<Answer> answers, double[] before, List<double[]> without, int few) {
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
            int many = Math.max(1, gains.length);
            double error = Math.sqrt(squares / many) * Math.sqrt(Math.max(few, many)) / many;
            double sure = mean - error;
            if (sure > surest) {
                surest = sure;
                trust = share;
            }
        }
        return trust;
    }

    private static Calibration calibration(
            List<Answer> answers, List<Answer> nothingRight, double[] before, List<double[]> without, double trust) {
        List<Calibration.Judged> judged = new ArrayList<>();
        Stream.concat(answers.stream(), nothingRight.stream()).forEach(answer -> {
            Ranker ranker = new Ranker(between(before, without.get(answer.part()), trust));
            List<Standing> standings = Standing.of(
                    answer.question().figures().stream().map(ranker::score).toList());
            Set<Integer> refused = answer.asked().refused();
            Standing.best(standings, Calibration.JUDGED)
                    .filter(i -> !answer.pool().get(i).evidence().identical())
                    // where nothing was accepted, the right one may still be waiting among those that nobody judged
                    .filter(i -> !answer.asked().right().isEmpty()
                            || refused.contains(answer.pool().get(i).candidate()))
                    .forEach(i -> judged.add(new Calibration.Judged(
                            Calibration.figures(answer.pool().get(i).evidence(), standings.get(i)),
                            answer.question().right().get(i))));
        });
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
