package org.throughline.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.server.support.RunningServer;
import org.throughline.server.teeth.AbuseCase;

/**
 * Abuse cases V9 and V10: every way into the fetcher, with every form of an address that should not be asked, said directly, by a redirect, and
 * by a name whose answers lie. Canaries listen on this machine's own addresses; none of them may hear anything.
 */
class StrangerAddressesIT extends AmongStrangers {
    private static final int AT_ONCE = 16; // fewer than the connections that the server's pool has

    /** How many of the private addresses a name turns to after its first answer. */
    private static final int REBOUND = 5;

    private final List<StrangerDoor> doors;
    private final DocumentLoader documents;
    private final RunningServer server;

    StrangerAddressesIT(List<StrangerDoor> doors, DocumentLoader documents, RunningServer server) {
        this.doors = doors;
        this.documents = documents;
        this.server = server;
    }

    @Test
    @AbuseCase(
            value = "V9",
            defence = "every address is judged by its text and by the addresses that its name has",
            in = "org.throughline.safefetch.FetchPolicy",
            method = "refusalOf",
            answer = "empty")
    void asksNoForbiddenAddressThatIsSaidDirectly() throws Exception {
        List<Combination> all = new ArrayList<>();
        for (StrangerDoor door : doors) {
            for (int i = 0; i < Forms.ALL.size(); i++) {
                all.add(new Combination(door, "direct", Forms.address(i, CANARIES.canary())));
            }
        }
        run("V9 direct", all);
    }

    @Test
    @AbuseCase(
            value = "V10",
            defence = "every hop of a redirect is judged like the first address",
            in = "org.throughline.safefetch.FetchPolicy",
            method = "refusalOf",
            answer = "empty")
    void followsNoRedirectToAForbiddenAddress() throws Exception {
        List<Combination> all = new ArrayList<>();
        for (StrangerDoor door : followed()) {
            for (int i = 0; i < Forms.ALL.size(); i++) {
                all.add(new Combination(
                        door, "redirect to " + Forms.address(i, CANARIES.canary()), CANARIES.redirecting(i)));
            }
            all.add(new Combination(door, "eleven hops", CANARIES.elevenHops()));
        }
        int before = CANARIES.redirects();
        run("V10 redirect", all);
        assertThat(CANARIES.redirects() - before)
                .as("the front was really asked")
                .isGreaterThanOrEqualTo(all.size());
    }

    @Test
    @AbuseCase(
            value = "V10",
            defence = "every address of a name must be public, and the connection goes to the one that was judged",
            in = "org.throughline.safefetch.AddressTable",
            method = "refusal",
            answer = "empty")
    void connectsToNoPrivateAddressOfANameThatLies() throws Exception {
        List<Combination> all = new ArrayList<>();
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<StrangerDoor> followed = followed();
        for (int door = 0; door < followed.size(); door++) {
            for (int i = 0; i < Forms.PRIVATE.size(); i++) {
                // an answer that changes is waited for until the connection to the first one fails: where a canary
                // would hear it
                for (String lie : i < REBOUND ? List.of("plain", "mixed", "rebinding") : List.of("plain", "mixed")) {
                    String name = lie + "-" + i + "-" + door + run + ".example.com";
                    all.add(new Combination(followed.get(door), lie, "https://" + name + ":8443/x"));
                }
            }
        }
        run("V10 names", all);
    }

    @Test
    void asksAHostOfTheOperatorsOwnNetworkWhereItWasNamedAndWritesThatDown() {
        assertThat(loaded(CANARIES.front("/slow-issuer/did.json"))).isEqualTo("fetched");
        int before = CANARIES.heard();
        for (String other : List.of(
                "https://front.example.net:" + CANARIES.canary() + "/x",
                "https://other.front.example.net:" + CANARIES.canary() + "/x",
                CANARIES.front("/x").replace("https:", "http:"),
                CANARIES.front("/x").replace("front.example.net", "127.0.0.1"))) {
            assertThat(loaded(other)).as(other).isEqualTo("url-not-allowed");
        }
        assertThat(CANARIES.heard()).isEqualTo(before);
        assertThat(server.sql()
                        .sql("SELECT details::text FROM audit.entry WHERE action = 'outbound.opened'")
                        .query(String.class)
                        .list())
                .anyMatch(details -> details.contains(CANARIES.frontHost()));
    }

    private String loaded(String address) {
        return documents.load(URI.create(address), DocumentKind.DID_DOCUMENT)
                        instanceof Loaded.Unavailable(String code, String message)
                ? code
                : "fetched";
    }

    private List<StrangerDoor> followed() {
        return doors.stream().filter(door -> !door.isAskedOnlyDirectly()).toList();
    }

    private record Combination(StrangerDoor door, String how, String address) {
        /** What was wrong, with the whole story. */
        String tried() {
            String said = door.ask(address);
            return said.isEmpty() ? "" : door.name() + ", " + how + ", " + address + ": " + said;
        }
    }

    private void run(String title, List<Combination> all) throws InterruptedException {
        int before = CANARIES.heard();
        long begin = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore turns = new Semaphore(AT_ONCE);
            List<Future<String>> asked = new ArrayList<>();
            for (Combination one : all) {
                Callable<String> work = () -> {
                    turns.acquire();
                    try {
                        return one.tried();
                    } finally {
                        turns.release();
                    }
                };
                asked.add(hands.submit(work));
            }
            for (int i = 0; i < all.size(); i++) {
                String said;
                try {
                    said = asked.get(i).get();
                } catch (ExecutionException e) {
                    said = all.get(i) + " broke: " + e.getCause();
                }
                if (!said.isEmpty()) {
                    wrong.add(said);
                }
            }
        }
        System.out.printf(
                "%s: %d combinations at %d doors, %d connections at canaries, %d wrong answers, %.1f s%n",
                title,
                all.size(),
                all.stream().map(Combination::door).distinct().count(),
                CANARIES.heard() - before,
                wrong.size(),
                (System.nanoTime() - begin) / 1e9);
        assertThat(CANARIES.heard() - before).as("connections at canaries").isZero();
        assertThat(wrong).isEmpty();
    }
}
