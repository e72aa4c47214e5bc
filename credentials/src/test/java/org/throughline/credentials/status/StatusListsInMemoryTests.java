package org.throughline.credentials.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusListsInMemoryTests {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static PublishedStatusList list(String url, Instant until) {
        return new PublishedStatusList(
                url,
                StatusListFormat.BITSTRING,
                StatusList.empty(StatusList.MINIMUM_SIZE),
                List.of("revocation"),
                "did:example:issuer",
                until);
    }

    @Test
    void keepsAListForAsLongAsItAllows() {
        StatusListsInMemory lists = new StatusListsInMemory();
        lists.keep(list("https://a.example/1", NOON.plusSeconds(60)));

        assertThat(lists.get("https://a.example/1", NOON)).isPresent();
        assertThat(lists.get("https://a.example/2", NOON)).isEmpty();
        assertThat(lists.get("https://a.example/1", NOON.plusSeconds(60))).isEmpty();
        assertThat(lists.get("https://a.example/1", NOON)).isEmpty();
    }

    @Test
    void letsGoOfTheOneThatWasNotAskedForLongest() {
        StatusListsInMemory lists = new StatusListsInMemory(40_000);
        Instant later = NOON.plusSeconds(60);
        lists.keep(list("https://a.example/1", later));
        lists.keep(list("https://a.example/2", later));
        lists.get("https://a.example/1", NOON);
        lists.keep(list("https://a.example/3", later));

        assertThat(lists.get("https://a.example/1", NOON)).isPresent();
        assertThat(lists.get("https://a.example/2", NOON)).isEmpty();
        assertThat(lists.get("https://a.example/3", NOON)).isPresent();
        StatusListsInMemory tiny = new StatusListsInMemory(10);
        tiny.keep(list("https://a.example/1", later));
        assertThat(tiny.get("https://a.example/1", NOON)).isEmpty();
    }
}
