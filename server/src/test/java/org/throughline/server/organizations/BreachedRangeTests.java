package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.safefetch.FetchPolicy;
import org.throughline.safefetch.SafeFetcher;

/** A service of known passwords, asked over HTTP as the real one is: by the beginning of a hash. */
class BreachedRangeTests {
    private static final String KNOWN = "a phrase that somebody lost";
    private static final String OTHER = "a phrase that nobody ever lost";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer service;

    BreachedRangeTests() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(hands);
        service.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        service.stop(0);
        hands.shutdownNow();
    }

    @Test
    void findsAPasswordByTheEndingOfItsHashAndTellsNoMoreThanTheBeginning() {
        answers(ending ->
                "0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n" + ending + ":12\r\nFFFF0000FFFF0000FFFF0000FFFF0000FFF:1");
        KnownPasswords passwords = passwords("/range/");
        assertThat(passwords.contains(KNOWN)).isTrue();
        assertThat(passwords.contains(OTHER)).isFalse();
        assertThat(asked)
                .containsExactly(
                        "GET /range/" + sha1(KNOWN).substring(0, 5),
                        "GET /range/" + sha1(OTHER).substring(0, 5));
    }

    @Test
    void takesTheAddressWithAndWithoutItsLastSlash() {
        answers(ending -> ending + ":1");
        assertThat(passwords("/range").contains(KNOWN)).isTrue();
        assertThat(asked).containsExactly("GET /range/" + sha1(KNOWN).substring(0, 5));
    }

    @Test
    void knowsPaddingForWhatItIs() {
        answers(ending -> ending + ":0\r\n" + ending.substring(1) + ":5\r\n" + ending + "0:7\r\n" + ending);
        assertThat(passwords("/range/").contains(KNOWN)).isFalse();
    }

    @Test
    void keepsNobodyOutWhereTheServiceDoesNotAnswerAndStillRefusesTheCommonest() {
        service.createContext("/error/", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        service.createContext("/silent/", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        service.createContext("/elsewhere/", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        service.createContext("/endless/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] lines =
                    "0018A45C4D1DEF81644B54AB7F969B88D65:3\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(lines);
            }
            exchange.close();
        });
        for (String path : List.of("/error/", "/silent/", "/elsewhere/", "/endless/", "/nothing-there/")) {
            long begin = System.nanoTime();
            KnownPasswords passwords = passwords(path);
            assertThat(passwords.contains(KNOWN)).as(path).isFalse();
            assertThat(passwords.contains("Password1234567!")).as(path).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(path).isLessThan(Duration.ofSeconds(5));
        }
        over.countDown();
        service.stop(0);
        assertThat(passwords("/range/").contains(KNOWN)).as("nobody listens").isFalse();
    }

    @Test
    void keepsNobodyOutWhereTheFileWentAway(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("list.txt");
        Files.writeString(file, sha1(KNOWN) + ":3\n");
        KnownPasswords passwords = new KnownPasswords(List.of(new BreachedFile(file)));
        assertThat(passwords.contains(KNOWN)).isTrue();
        Files.delete(file);
        assertThat(passwords.contains(KNOWN)).isFalse();
        assertThat(passwords.contains("Password1234567!")).isTrue();
        assertThatThrownBy(() -> new BreachedFile(file))
                .as("but a start without it is refused")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksOneListAfterTheOther(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("list.txt");
        Files.writeString(file, sha1(OTHER) + ":3\n");
        answers(ending -> ending + ":1");
        KnownPasswords both = new KnownPasswords(List.of(new BreachedFile(file), range("/range/")));
        assertThat(both.contains(OTHER)).isTrue();
        assertThat(asked).as("what the file knows is not asked of others").isEmpty();
        assertThat(both.contains(KNOWN)).isTrue();
    }

    private KnownPasswords passwords(String path) {
        return new KnownPasswords(List.of(range(path)));
    }

    private BreachedRange range(String path) {
        return new BreachedRange(
                "http://127.0.0.1:" + service.getAddress().getPort() + path,
                SafeFetcher.builder().policy(FetchPolicy.allowingLoopback()).build(),
                Duration.ofMillis(800));
    }

    /** The service knows one password; the answer to its beginning is made of its ending. */
    private void answers(UnaryOperator<String> lines) {
        String sha1 = sha1(KNOWN);
        service.createContext("/range/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            assertThat(exchange.getRequestBody().readAllBytes()).isEmpty();
            boolean itsOwn = exchange.getRequestURI().getPath().endsWith("/" + sha1.substring(0, 5));
            byte[] body = (itsOwn ? lines.apply(sha1.substring(5)) : "0018A45C4D1DEF81644B54AB7F969B88D65:3")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
