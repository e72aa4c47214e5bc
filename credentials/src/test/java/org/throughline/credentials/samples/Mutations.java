package org.throughline.credentials.samples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.samples.JsonChanges.Change;

/**
 * Changes valid credentials at one place each, many times, and looks whether the verifier noticed. What changed is decided by {@link
 * SignedForm}, which shares nothing with the verifier. The same number always makes the same change.
 */
public final class Mutations {

    private static final int CHUNK = 4;

    private final List<MutationKind> kinds;
    private final Map<String, SignedForm> originals = new ConcurrentHashMap<>();
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Map<Verdict, Integer>> harmless = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();
    private long changed;

    Mutations(List<MutationKind> kinds) {
        this.kinds = kinds;
        kinds.forEach(kind -> tallies.put(kind.name(), new Tally()));
    }

    /** Goes on, each kind in its turn, until so many changes changed what is signed. */
    Mutations until(long enough, long seed) {
        AtomicLong next = new AtomicLong(seed);
        while (changed < enough) {
            long begin = next.getAndAdd(CHUNK);
            IntStream.range(0, CHUNK * kinds.size())
                    .parallel()
                    .forEach(i -> one(kinds.get(i % kinds.size()), begin + i / kinds.size()));
        }
        return this;
    }

    private void one(MutationKind kind, long seed) {
        Change change = kind.change(seed);
        SignedForm original = originals.computeIfAbsent(kind.name(), n -> kind.form(kind.document()));
        SignedForm form = kind.form(change.text());
        boolean said = original.isSaidBy(form);
        VerificationReport report = kind.verify(change.text());
        boolean signatureHolds = kind.covered()
                && !original.hasStatementOf(form)
                && report.checks().stream().anyMatch(c -> c.id().equals("signature") && c.outcome() == Outcome.PASSED);
        count(kind, seed, change, said, report.verdict(), signatureHolds);
    }

    private synchronized void count(
            MutationKind kind, long seed, Change change, boolean said, Verdict verdict, boolean signatureHolds) {
        tallies.computeIfAbsent(kind.name(), n -> new Tally()).add(said, verdict);
        if (said) {
            harmless.computeIfAbsent(kind.name() + ": " + change.what(), n -> new TreeMap<>())
                    .merge(verdict, 1, Integer::sum);
            if (verdict == Verdict.VALID) {
                examples.putIfAbsent(kind.name() + ": " + change.what(), difference(kind.document(), change.text()));
            }
            return;
        }
        changed++;
        if (verdict == Verdict.VALID || signatureHolds) {
            missed.add(kind.name() + ", number " + seed + ", " + change.what() + ": " + verdict
                    + (signatureHolds ? ", signature passed: " : ": ")
                    + difference(kind.document(), change.text()));
        }
    }

    /** What was changed and not noticed, by kind and number. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    /** How many changes of a kind changed what is signed. */
    long changed(String kind) {
        Tally tally = tallies.getOrDefault(kind, new Tally());
        return tally.invalid + tally.undetermined + tally.falselyValid;
    }

    /** The place where two texts part. */
    static String difference(String one, String other) {
        int from = 0;
        while (from < one.length() && from < other.length() && one.charAt(from) == other.charAt(from)) {
            from++;
        }
        int start = Math.max(0, from - 40);
        return one.substring(start, Math.min(one.length(), from + 60)) + "  ->  "
                + other.substring(start, Math.min(other.length(), from + 60));
    }

    private void print(PrintStream out) {
        out.printf(
                "%-28s %9s %9s %9s %9s %11s %11s%n",
                "", "changed", "INVALID", "UNDETERM.", "VALID", "same, VALID", "same, other");
        Tally all = new Tally();
        tallies.forEach((name, tally) -> {
            tally.print(name, out);
            all.addAll(tally);
        });
        all.print("all", out);
        out.println("\nChanges that leave what is signed as it is, by kind:");
        harmless.forEach((name, verdicts) -> out.println("  " + name + " " + verdicts
                + (examples.containsKey(name) ? ", as in\n      " + examples.get(name) : "")));
        missed.forEach(line -> out.println("NOT NOTICED " + line));
        out.println("\n" + changed + " changes of what is signed, " + missed.size() + " not noticed");
    }

    /** {@code [CHANGES [SEED]]}, 50,000 unless said otherwise; ends with 1 when one was not noticed. */
    public static void main(String[] words) {
        long enough = words.length > 0 ? Long.parseLong(words[0]) : 50_000;
        long seed = words.length > 1 ? Long.parseLong(words[1]) : 1;
        Mutations mutations = new Mutations(MutationKinds.all()).until(enough, seed);
        mutations.print(System.out);
        System.exit(mutations.missed().isEmpty() ? 0 : 1);
    }

    private static final class Tally {
        private long invalid;
        private long undetermined;
        private long falselyValid;
        private long same;
        private long sameButNotValid;

        void add(boolean said, Verdict verdict) {
            if (said) {
                same += verdict == Verdict.VALID ? 1 : 0;
                sameButNotValid += verdict == Verdict.VALID ? 0 : 1;
                return;
            }
            switch (verdict) {
                case VALID -> falselyValid++;
                case INVALID -> invalid++;
                case UNDETERMINED -> undetermined++;
            }
        }

        void addAll(Tally other) {
            invalid += other.invalid;
            undetermined += other.undetermined;
            falselyValid += other.falselyValid;
            same += other.same;
            sameButNotValid += other.sameButNotValid;
        }

        void print(String name, PrintStream out) {
            out.printf(
                    "%-28s %9d %9d %9d %9d %11d %11d%n",
                    name,
                    invalid + undetermined + falselyValid,
                    invalid,
                    undetermined,
                    falselyValid,
                    same,
                    sameButNotValid);
        }
    }
}
