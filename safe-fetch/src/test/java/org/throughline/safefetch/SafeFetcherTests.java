package org.throughline.safefetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.safefetch.FetchResult.Failed;
import org.throughline.safefetch.FetchResult.Fetched;
import org.throughline.safefetch.FetchResult.Refused;

class SafeFetcherTests {

    private final SafeFetcher nearby = SafeFetcher.builder()
            .policy(FetchPolicy.allowingLoopback())
            .idleWait(Duration.ofMillis(400))
            .build();

    @Test
    void fetchesADocument() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-A: 1\r\nx-a: 2\r\n"
                + "Content-Length: 2\r\n\r\n{}and more")) {
            Fetched fetched = fetched(remote.uri("/did.json?v=1"));
            assertThat(fetched.status()).isEqualTo(200);
            assertThat(fetched.body().text()).isEqualTo("{}");
            assertThat(fetched.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("x-a", "1, 2");
            assertThat(remote.heads().getFirst())
                    .startsWith("GET /did.json?v=1 HTTP/1.1\nHost: 127.0.0.1:" + remote.port())
                    .contains("User-Agent: Throughline", "Accept: application/json", "Connection: close")
                    .doesNotContain("Cookie", "Authorization");
        }
    }

    @Test
    void readsChunkedAnswersWithExtensionsAndTrailers() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "4;name=value\r\nthis\r\n6\r\n works\r\n0\r\nTrailer: x\r\n\r\n")) {
            assertThat(fetched(remote.uri("/")).body().text()).isEqualTo("this works");
        }
    }

    @Test
    void readsUntilTheEndWhereNoLengthIsSaid() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.0 200 OK\r\n\r\nuntil the end")) {
            assertThat(fetched(remote.uri("/")).body().text()).isEqualTo("until the end");
        }
    }

    @Test
    void inflatesGzip() throws IOException {
        byte[] packed = gzip("packed".getBytes(StandardCharsets.UTF_8));
        try (Remote remote = Remote.doing((in, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(packed);
        })) {
            assertThat(fetched(remote.uri("/")).body().text()).isEqualTo("packed");
        }
    }

    @Test
    void saysThatACopyIsStillFresh() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")) {
            var request = new FetchRequest(remote.uri("/"), "*/*", 1000, Duration.ofSeconds(5), "\"1\"");
            assertThat(nearby.fetch(request)).isInstanceOfSatisfying(Fetched.class, fetched -> {
                assertThat(fetched.status()).isEqualTo(304);
                assertThat(fetched.body().size()).isZero();
            });
            assertThat(remote.heads().getFirst()).contains("If-None-Match: \"1\"");
        }
    }

    @Test
    void saysWhenACopyWasChangedAndWhoAsks() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 304 Not Modified\r\n\r\n")) {
            var request = new FetchRequest(
                    remote.uri("/"),
                    "*/*",
                    1000,
                    Duration.ofSeconds(5),
                    null,
                    "Sat, 28 Nov 2026 10:00:00 GMT",
                    "Bearer secret");
            assertThat(nearby.fetch(request)).isInstanceOf(Fetched.class);
            assertThat(remote.heads().getFirst())
                    .contains("If-Modified-Since: Sat, 28 Nov 2026 10:00:00 GMT", "Authorization: Bearer secret")
                    .doesNotContain("If-None-Match");
            assertThat(request.toString()).doesNotContain("secret");
        }
    }

    @Test
    void keepsAProofFromTheServerToWhichItIsRedirected() throws IOException {
        try (Remote other = Remote.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                Remote asked = Remote.saying(
                        "HTTP/1.1 302 Found\r\nLocation: " + other.uri("/x") + "\r\nContent-Length: 0\r\n\r\n")) {
            var request =
                    new FetchRequest(asked.uri("/"), "*/*", 1000, Duration.ofSeconds(5), null, null, "Bearer secret");
            assertThat(nearby.fetch(request)).isInstanceOf(Fetched.class);
            assertThat(asked.heads().getFirst()).contains("Authorization: Bearer secret");
            assertThat(other.heads().getFirst()).doesNotContain("Authorization");
        }
    }

    @Test
    void givesTheStatusOfAnErrorAsItIs() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            Fetched fetched = fetched(remote.uri("/"));
            assertThat(fetched.status()).isEqualTo(404);
            assertThat(fetched.isSuccess()).isFalse();
        }
    }

    @Test
    void followsThreeRedirectsAndNoFourth() throws IOException {
        try (Remote remote = Remote.doing((head, out) -> {
            int n = Integer.parseInt(head.split(" ", 3)[1].substring(1));
            String answer = n == 0
                    ? "HTTP/1.1 200 OK\r\n\r\nhere"
                    : "HTTP/1.1 302 Found\r\nLocation: /" + (n - 1) + "\r\nContent-Length: 0\r\n\r\n";
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
        })) {
            Fetched fetched = fetched(remote.uri("/3"));
            assertThat(fetched.uri()).isEqualTo(remote.uri("/0"));
            assertThat(fetched.body().text()).isEqualTo("here");
            assertThat(codeOf(remote.uri("/4"))).isEqualTo("too-many-redirects");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "ftp://a.example/",
                "http://user@127.0.0.1/",
                "gopher://127.0.0.1:70/1"
            })
    void doesNotFollowARedirectThatItWouldNotHaveBegunWith(String location) throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 301 Moved\r\nLocation: " + location + "\r\n\r\n")) {
            assertThat(nearby.fetch(request(remote.uri("/"))))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("redirect-not-allowed"));
        }
    }

    @Test
    void neverConnectsToLoopbackUnderTheStrictPolicy() throws IOException {
        try (Remote canary = Remote.saying("HTTP/1.1 200 OK\r\n\r\nsecret")) {
            SafeFetcher strict = SafeFetcher.builder()
                    .resolver(name -> List.of(InetAddress.getLoopbackAddress()))
                    .build();
            for (String address : List.of("https://issuer.example.org:8443/", "https://issuer.example.org/")) {
                assertThat(strict.fetch(request(URI.create(address))))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("address-not-allowed"));
            }
            assertThat(strict.fetch(request(canary.uri("/")))).isInstanceOf(Refused.class);
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void connectsToTheAddressThatWasJudgedAndLooksUpNoSecondTime() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 200 OK\r\n\r\npinned")) {
            AtomicInteger asked = new AtomicInteger();
            Resolver rebinding = name -> asked.incrementAndGet() == 1
                    ? List.of(InetAddress.ofLiteral("127.0.0.1"))
                    : List.of(InetAddress.ofLiteral("10.0.0.1"));
            SafeFetcher fetcher = SafeFetcher.builder()
                    .policy(FetchPolicy.allowingLoopback())
                    .resolver(rebinding)
                    .build();
            URI uri = URI.create("http://issuer.example.org:" + remote.port() + "/");
            assertThat(fetcher.fetch(request(uri))).isInstanceOf(Fetched.class);
            assertThat(asked).hasValue(1);
            assertThat(remote.heads().getFirst()).contains("Host: issuer.example.org:" + remote.port());
            assertThat(fetcher.fetch(request(uri))).isInstanceOf(Refused.class);
        }
    }

    @Test
    void judgesTheHostOfARedirectAnew() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Resolver rebinding =
                turn -> List.of(InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
        try (Remote remote = Remote.saying("HTTP/1.1 307 Again\r\nLocation: /again\r\n\r\n")) {
            SafeFetcher fetcher = SafeFetcher.builder()
                    .policy(FetchPolicy.allowingLoopback())
                    .resolver(rebinding)
                    .build();
            URI uri = URI.create("http://issuer.example.org:" + remote.port() + "/");
            assertThat(fetcher.fetch(request(uri))).isInstanceOf(Refused.class);
            assertThat(remote.connections()).isEqualTo(1);
        }
    }

    @Test
    void saysWhenAHostIsUnknown() {
        SafeFetcher fetcher = SafeFetcher.builder()
                .resolver(host -> {
                    throw new UnknownHostException(host);
                })
                .build();
        assertThat(code(fetcher.fetch(request(URI.create("https://nowhere.example.org/")))))
                .isEqualTo("host-unknown");
    }

    @Test
    void saysWhenNobodyListens() throws IOException {
        Remote remote = Remote.saying("");
        remote.close();
        assertThat(codeOf(remote.uri("/"))).isEqualTo("remote-unreachable");
    }

    @Test
    void waitsNoLongerThanTheDeadlineForAResolverThatSleeps() {
        SafeFetcher fetcher = SafeFetcher.builder()
                .resolver(name -> {
                    sleep(5000);
                    return List.of();
                })
                .build();
        assertQuick(
                () -> code(fetcher.fetch(shortRequest(URI.create("https://issuer.example.org/")))), "remote-timeout");
    }

    @Test
    void endsAtTheDeadlineHoweverSteadilyTheOtherSideDrips() throws IOException {
        try (Remote remote = Remote.doing((in, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out, "x");
        })) {
            assertQuick(() -> code(nearby.fetch(shortRequest(remote.uri("/")))), "remote-timeout");
        }
    }

    @Test
    void endsAtTheDeadlineWhenHeadersDrip() throws IOException {
        try (Remote remote = Remote.doing((in, out) -> drip(out, "HTTP/1.1 200"))) {
            assertQuick(() -> code(nearby.fetch(shortRequest(remote.uri("/")))), "remote-timeout");
        }
    }

    @Test
    void givesUpOnSilence() throws IOException {
        try (Remote remote = Remote.doing((in, out) -> sleep(3000))) {
            assertQuick(() -> codeOf(remote.uri("/")), "remote-timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 999 No\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
                "HTTP/1.1 302 Found\r\nLocation: https://[oops\r\n\r\n"
            })
    void callsALyingAnswerMalformed(String answer) throws IOException {
        try (Remote remote = Remote.saying(answer)) {
            assertThat(codeOf(remote.uri("/"))).isEqualTo("remote-malformed");
        }
    }

    @Test
    void endsAHeadThatNeverEnds() throws IOException {
        try (Remote many = Remote.saying("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(101) + "\r\n");
                Remote wide = Remote.saying("HTTP/1.1 200 OK\r\na: " + "b".repeat(9000) + "\r\n\r\n");
                Remote interim = Remote.saying("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(10))) {
            assertThat(codeOf(many.uri("/"))).isEqualTo("remote-malformed");
            assertThat(codeOf(wide.uri("/"))).isEqualTo("remote-malformed");
            assertThat(codeOf(interim.uri("/"))).isEqualTo("remote-malformed");
        }
    }

    @Test
    void stopsABodyAtItsLimitHoweverItIsSent() throws IOException {
        byte[] bomb = gzip(new byte[5_000_000]);
        String large = "x".repeat(1001);
        try (Remote announced = Remote.saying("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n");
                Remote open = Remote.saying("HTTP/1.1 200 OK\r\n\r\n" + large);
                Remote chunked =
                        Remote.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n" + large);
                Remote inflating = Remote.doing((in, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(bomb);
                })) {
            for (Remote remote : List.of(announced, open, chunked)) {
                assertThat(code(nearby.fetch(request(remote.uri("/"), 1000)))).isEqualTo("remote-too-large");
            }
            assertThat(bomb.length).isLessThan(6000);
            assertThat(code(nearby.fetch(request(inflating.uri("/"), 6000)))).isEqualTo("remote-too-large");
        }
    }

    @Test
    void letsABodyOfExactlyTheLimitPass() throws IOException {
        try (Remote remote = Remote.saying("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1000))) {
            assertThat(nearby.fetch(request(remote.uri("/"), 1000))).isInstanceOf(Fetched.class);
        }
    }

    @Test
    void letsOneSlowHostHoldOnlyFourFetches() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        SafeFetcher fetcher = SafeFetcher.builder()
                .policy(FetchPolicy.allowingLoopback())
                .connectWait(Duration.ofMillis(200))
                .idleWait(Duration.ofSeconds(5))
                .build();
        try (Remote slow = Remote.doing((in, out) -> {
                    end.await();
                    out.write("HTTP/1.1 200 OK\r\n\r\nat last".getBytes(StandardCharsets.US_ASCII));
                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetches = new ArrayList<java.util.concurrent.Future<FetchResult>>();
            for (int i = 0; i < 10; i++) {
                fetches.add(threads.submit(() -> fetcher.fetch(request(slow.uri("/")))));
            }
            sleep(1000);
            end.countDown();
            List<FetchResult> results = new ArrayList<>();
            for (var fetch : fetches) {
                results.add(fetch.get());
            }
            assertThat(results).filteredOn(Fetched.class::isInstance).hasSize(4);
            assertThat(results)
                    .filteredOn(result -> code(result).equals("remote-busy"))
                    .hasSize(6);
            assertThat(slow.connections()).isEqualTo(4);
        }
    }

    private FetchRequest request(URI uri) {
        return request(uri, 1_000_000);
    }

    private static FetchRequest request(URI uri, long maxBytes) {
        return FetchRequest.of(uri, "application/json", maxBytes, Duration.ofSeconds(10));
    }

    private static FetchRequest shortRequest(URI uri) {
        return FetchRequest.of(uri, "application/json", 1_000_000, Duration.ofMillis(500));
    }

    private Fetched fetched(URI uri) {
        return (Fetched) nearby.fetch(request(uri));
    }

    private String codeOf(URI uri) {
        return code(nearby.fetch(request(uri)));
    }

    static String code(FetchResult result) {
        return switch (result) {
            case Failed failed -> failed.code();
            case Refused refused -> refused.code();
            case Fetched fetched -> "fetched " + fetched.status();
        };
    }

    private static void assertQuick(Callable<String> fetch, String expected) {
        long begin = System.nanoTime();
        try {
            assertThat(fetch.call()).isEqualTo(expected);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2500));
    }

    private static void drip(java.io.OutputStream out, String text) throws IOException {
        for (int i = 0; i < 100; i++) {
            out.write(text.charAt(i % text.length()));
            out.flush();
            sleep(50);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
