package org.throughline.credentials.load;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while what another loader answered, so that a thousand badges of one issuer ask for its keys once. What is kept may be
 * older than what stands there now: a key that its issuer withdrew still counts for as long as its document is remembered, and one that it added does
 * not count yet. So that is not long.
 *
 * <p>So many documents, and so many bytes of them together, are kept; the one that was not asked for longest gives way. That something could not
 * be had is remembered for moments only, and not at all when it was given little time. Status lists have a cache of their own
 * ({@code StatusListCache}), which keeps to the time that each list allows itself. Safe for use by many threads.
 */
public final class RecentDocuments implements DocumentLoader {

    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration FAILURES = Duration.ofSeconds(10);
    private static final Duration LITTLE = Duration.ofSeconds(2);
    private static final long MAX_BYTES = 16L * 1024 * 1024;
    private static final int MAX_ENTRIES = 4_096;
    private static final int OVERHEAD = 256;

    private final DocumentLoader others;
    private final Set<DocumentKind> kinds;
    private final Duration age;
    private final long maxBytes;
    private final LongSupplier nanos;
    private final Map<Question, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Question(URI uri, DocumentKind kind) {}

    /**
     * What was answered.
     *
     * @param at  when, on the clock that counts
     * @param cost  how many bytes it takes
     */
    private record Answer(Loaded loaded, long at, Duration age, long cost) {}

    /** Remembers the documents with issuers' keys, and schemas, for one minute, in 16 MiB. */
    public RecentDocuments(DocumentLoader others) {
        this(others, EnumSet.of(DocumentKind.DID_DOCUMENT, DocumentKind.SCHEMA), USUAL, MAX_BYTES, System::nanoTime);
    }

    /**
     * Remembers.
     *
     * @param others  who is asked
     * @param kinds  which kinds of documents are remembered; all others are asked for each time
     * @param age  for how long
     * @param maxBytes  how many bytes all of them may have together
     * @param nanos  a clock that only ever goes forward, in nanoseconds
     */
    public RecentDocuments(
            DocumentLoader others, Set<DocumentKind> kinds, Duration age, long maxBytes, LongSupplier nanos) {
        this.others = others;
        this.kinds = EnumSet.copyOf(kinds);
        this.age = age;
        this.maxBytes = maxBytes;
        this.nanos = nanos;
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind) {
        Loaded known = known(uri, kind);
        return known != null ? known : kept(uri, kind, others.load(uri, kind), true);
    }

    @Override
    public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
        Loaded known = known(uri, kind);
        return known != null ? known : kept(uri, kind, others.load(uri, kind, atMost), atMost.compareTo(LITTLE) >= 0);
    }

    private synchronized @Nullable Loaded known(URI uri, DocumentKind kind) {
        Question question = new Question(uri, kind);
        Answer answer = answers.get(question);
        if (answer == null) {
            return null;
        }
        if (nanos.getAsLong() - answer.at() < answer.age().toNanos()) {
            return answer.loaded();
        }
        forget(question);
        return null;
    }

    /** Keeps an answer, if it is one to keep. */
    private synchronized Loaded kept(URI uri, DocumentKind kind, Loaded loaded, boolean inGoodTime) {
        long cost = OVERHEAD + 2L * uri.toString().length() + size(loaded);
        boolean failed = loaded instanceof Loaded.Unavailable;
        if (kinds.contains(kind) && cost <= maxBytes && (inGoodTime || !failed)) {
            Question question = new Question(uri, kind);
            forget(question);
            Duration until = failed && FAILURES.compareTo(age) < 0 ? FAILURES : age;
            answers.put(question, new Answer(loaded, nanos.getAsLong(), until, cost));
            bytes += cost;
            Iterator<Answer> oldest = answers.values().iterator();
            while (bytes > maxBytes || answers.size() > MAX_ENTRIES) {
                bytes -= oldest.next().cost();
                oldest.remove();
            }
        }
        return loaded;
    }

    private void forget(Question question) {
        Answer gone = answers.remove(question);
        if (gone != null) {
            bytes -= gone.cost();
        }
    }

    private static long size(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Document document -> document.size();
            case Loaded.Unavailable unavailable -> 2L * unavailable.message().length();
        };
    }
}
