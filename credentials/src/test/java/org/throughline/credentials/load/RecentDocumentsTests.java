package org.throughline.credentials.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentDocumentsTests {

    private static final URI KEYS = URI.create("https://polaris.example/.well-known/did.json");

    private final Map<URI, String> web = new HashMap<>();
    private final List<URI> asked = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RecentDocuments recent = recent(10_000);

    private RecentDocuments recent(long maxBytes) {
        return new RecentDocuments(
                (uri, kind) -> {
                    asked.add(uri);
                    String text = web.get(uri);
                    return text == null
                            ? new Loaded.Unavailable("remote-status", "answered with 503")
                            : new Loaded.Document(text.getBytes(StandardCharsets.UTF_8), "application/json");
                },
                EnumSet.of(DocumentKind.DID_DOCUMENT, DocumentKind.SCHEMA),
                Duration.ofMinutes(5),
                maxBytes,
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void asksOnceAndAgainWhenItsTimeIsOver() {
        web.put(KEYS, "one");
        Loaded first = recent.load(KEYS, DocumentKind.DID_DOCUMENT);
        web.put(KEYS, "two");
        pass(Duration.ofSeconds(299));

        assertThat(recent.load(KEYS, DocumentKind.DID_DOCUMENT, Duration.ofSeconds(5)))
                .isEqualTo(first);
        assertThat(asked).hasSize(1);

        pass(Duration.ofSeconds(1));
        assertThat(recent.load(KEYS, DocumentKind.DID_DOCUMENT)).isNotEqualTo(first);
        assertThat(asked).hasSize(2);
    }

    @Test
    void asksEachTimeForWhatMayChangeAtAnyMoment() {
        web.put(KEYS, "a list");
        for (DocumentKind kind : EnumSet.complementOf(EnumSet.of(DocumentKind.DID_DOCUMENT, DocumentKind.SCHEMA))) {
            asked.clear();
            recent.load(KEYS, kind);
            recent.load(KEYS, kind);
            assertThat(asked).as(kind.name()).hasSize(2);
        }
    }

    @Test
    void forgetsAFailureSoonAndNeverKeepsOneThatHadNoTime() {
        recent.load(KEYS, DocumentKind.DID_DOCUMENT);
        pass(Duration.ofSeconds(9));
        assertThat(recent.load(KEYS, DocumentKind.DID_DOCUMENT)).isInstanceOf(Loaded.Unavailable.class);
        assertThat(asked).hasSize(1);

        pass(Duration.ofSeconds(1));
        web.put(KEYS, "back");
        assertThat(recent.load(KEYS, DocumentKind.DID_DOCUMENT)).isInstanceOf(Loaded.Document.class);

        URI slow = URI.create("https://slow.example/keys");
        recent.load(slow, DocumentKind.DID_DOCUMENT, Duration.ofMillis(50));
        web.put(slow, "keys");
        assertThat(recent.load(slow, DocumentKind.DID_DOCUMENT)).isInstanceOf(Loaded.Document.class);
    }

    @Test
    void keepsNoMoreThanItMayAndLetsTheOneGoThatNobodyAskedFor() {
        List<URI> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(URI.create("https://polaris.example/" + i));
            web.put(many.get(i), "x".repeat(1_000));
            recent.load(many.get(i), DocumentKind.SCHEMA);
            recent.load(many.getFirst(), DocumentKind.SCHEMA);
        }
        asked.clear();
        recent.load(many.getFirst(), DocumentKind.SCHEMA);
        recent.load(many.getLast(), DocumentKind.SCHEMA);
        assertThat(asked).isEmpty();
        recent.load(many.get(1), DocumentKind.SCHEMA);
        assertThat(asked).containsExactly(many.get(1));

        web.put(KEYS, "x".repeat(10_000));
        recent.load(KEYS, DocumentKind.SCHEMA);
        recent.load(KEYS, DocumentKind.SCHEMA);
        assertThat(asked).hasSize(3);
        recent.load(many.getLast(), DocumentKind.SCHEMA);
        assertThat(asked).hasSize(3);
    }

    @Test
    void keepsSoManyEvenWhenTheyAreSmall() {
        RecentDocuments large = recent(1L << 40);
        for (int i = 0; i < 5_000; i++) {
            URI uri = URI.create("https://polaris.example/" + i);
            web.put(uri, "");
            large.load(uri, DocumentKind.SCHEMA);
        }
        asked.clear();
        for (int i = 4_999; i >= 0; i--) {
            large.load(URI.create("https://polaris.example/" + i), DocumentKind.SCHEMA);
        }
        assertThat(asked).hasSize(5_000 - 4_096);
    }

    @Test
    void answersManyThreads() throws InterruptedException {
        Map<URI, String> shared = Map.of(KEYS, "keys");
        RecentDocuments documents = new RecentDocuments(
                (uri, kind) -> new Loaded.Document(shared.getOrDefault(uri, "").getBytes(StandardCharsets.UTF_8), ""));
        AtomicLong right = new AtomicLong();
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 1_000; i++) {
                workers.submit(() -> {
                    if (documents.load(KEYS, DocumentKind.DID_DOCUMENT) instanceof Loaded.Document document
                            && document.size() == 4) {
                        right.incrementAndGet();
                    }
                });
            }
        }
        assertThat(right.get()).isEqualTo(1_000);
    }
}
