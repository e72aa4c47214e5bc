package org.throughline.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Fits the constants of {@link Ranker} on the development data's fold {@code train}, held to the shipped ones, and tells how both do on {@code dev}, a
 * field never seen: for tasks and activities, and for two questions of statements without parents, where the fit was taken only as far as these do
 * not lose by it. Not a test: run by hand when the kinds of evidence change, the constants go into the class.
 */
final class RankerFit {
    /** How firmly weights are held to the shipped ones, in questions about a figure of spread 1. */
    private static final double RIDGE = 1e-2;

    private RankerFit() {}

    /** One question, and how many right answers there are at all, in the pool or not. */
    private record Question(ShareFit.Question asked, int rightAtAll) {}

    public static void main(String[] arguments) throws Exception {
        OnetDevelopmentData data = OnetDevelopmentData.read(
                OnetDevelopmentData.folder().orElseThrow(() -> new IllegalStateException("no development data here")));
        List<List<Question>> others = new ArrayList<>();
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3_000;
        List<Question> train = new ArrayList<>(questions(data.activities(), data.fold("train"), most));
        List<Question> dev = questions(data.activities(), data.fold("dev"), most);
        for (boolean titles : new boolean[] {false, true}) {
            train.addAll(questions(data.occupations(), data.belonging("train", titles), most / 4));
            List<Question> other = questions(data.occupations(), data.belonging("dev", titles), most / 4);
            others.add(other);
        }
        List<ShareFit.Question> asked = train.stream()
                .map(Question::asked)
                .filter(question -> question.right().contains(true))
                .toList();
        int size = asked.getFirst().figures().getFirst().length;
        double[] hold = Arrays.stream(ShareFit.spread(asked, size))
                .map(spread -> RIDGE * asked.size() * spread * spread + 1e-9)
                .toArray();
        double[] weights = ShareFit.fit(asked, Arrays.copyOf(Ranker.before(), size), hold);
        System.out.println("train: " + figures(train, weights) + "; dev: " + figures(dev, weights));
        System.out.println("as shipped, dev: " + figures(dev, Ranker.before()));
        others.forEach(other -> System.out.println("to occupations, dev: " + figures(other, weights) + "; as shipped: "
                + figures(other, Ranker.before())));
        System.out.println("weights " + Arrays.toString(weights));
    }

    private static List<Question> questions(List<Statement> among, Map<Statement, Set<String>> answers, int most) {
        List<Analysed> candidates =
                among.stream().map(one -> Analysed.of(one, "en")).toList();
        Map<Statement, Analysed> tasks = new LinkedHashMap<>();
        answers.keySet().forEach(task -> tasks.put(task, Analysed.of(task, "en")));
        CloseLook look = new CloseLook(candidates, List.copyOf(tasks.values()), List.of(), null);
        List<Statement> asked = new ArrayList<>(answers.keySet());
        Collections.shuffle(asked, new Random(7));
        return asked.subList(0, Math.min(most, asked.size())).parallelStream()
                .map(task -> {
                    List<CloseLook.Seen> pool = look.pool(Analysed.of(task, "en"), CloseLook.POOL, null);
                    Set<String> right = answers.getOrDefault(task, Set.of());
                    return new Question(
                            new ShareFit.Question(
                                    pool.stream().map(CloseLook.Seen::figures).toList(),
                                    pool.stream()
                                            .map(seen -> right.contains(
                                                    seen.pair().to().statement().id()))
                                            .toList()),
                            right.size());
                })
                .toList();
    }

    private static String figures(List<Question> questions, double[] weights) {
        double first = 0;
        double five = 0;
        double ten = 0;
        double reciprocal = 0;
        for (Question question : questions) {
            double[] shares = ShareFit.shares(question.asked(), weights);
            List<Integer> order = IntStream.range(0, shares.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(shares[b], shares[a]))
                    .toList();
            int seen = -1;
            for (int place = 0; place < Math.min(20, order.size()); place++) {
                if (question.asked().right().get(order.get(place))) {
                    seen = seen < 0 ? place : seen;
                    five += place < 5 ? 1.0 / question.rightAtAll() : 0;
                    ten += place < 10 ? 1.0 / question.rightAtAll() : 0;
                }
            }
            first += seen == 0 ? 1 : 0;
            reciprocal += seen < 0 ? 0 : 1.0 / (seen + 1);
        }
        int many = questions.size();
        return String.format(
                Locale.ROOT,
                "hit@1 %.3f R@5 %.3f R@10 %.3f MRR %.3f",
                first / many,
                five / many,
                ten / many,
                reciprocal / many);
    }
}
