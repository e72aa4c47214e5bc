package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.json.JsonParserFactory;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.limits.Act;
import org.throughline.server.support.SecondServer;
import org.throughline.server.teeth.AbuseCase;

/** A server as the world sees it: under https, behind a proxy that is trusted. */
@TestInstance(Lifecycle.PER_CLASS)
class FrontDoorIT {
    private static final String PROXY = "127.0.0.77";

    private final SecondServer server;
    private final HttpClient proxy = from(PROXY);
    private final HttpClient stranger = from("127.0.0.78");

    FrontDoorIT() {
        server = SecondServer.start(
                "throughline.public-url=https://skills.example.org",
                "throughline.trusted-proxies=" + PROXY + ",10.0.0.0/8",
                "throughline.request-time=1s",
                "server.tomcat.max-connections=60");
    }

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void tellsBrowsersToStayWithHttpsAndKeepsTheCookieToItself() throws Exception {
        HttpResponse<String> page = stranger.send(
                HttpRequest.newBuilder(at("/sign-in"))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
        assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Host-session=")
                        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain="));
        HttpResponse<String> refused =
                stranger.send(HttpRequest.newBuilder(at("/api/v1/me")).build(), BodyHandlers.ofString());
        assertThat(refused.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "a proxy is believed only where it is named",
            in = "org.throughline.server.limits.TrustedProxies",
            method = "trust",
            answer = "true")
    void countsAStrangerByTheirConnectionWhateverTheyClaim() throws Exception {
        HttpClient liar = from("127.0.1." + ThreadLocalRandom.current().nextInt(1, 255));
        for (int i = 0; i < Act.REGISTER.usual().acts(); i++) {
            assertThat(register(liar, "203.0.113." + i).statusCode()).isEqualTo(400);
        }
        assertThat(register(liar, "203.0.113.200").statusCode()).isEqualTo(429);
    }

    @Test
    void countsEachClientOfATrustedProxyByItself() throws Exception {
        String one = "198.51.100." + ThreadLocalRandom.current().nextInt(1, 100);
        String other = "198.51.100." + ThreadLocalRandom.current().nextInt(100, 255);
        for (int i = 0; i < Act.REGISTER.usual().acts(); i++) {
            // what stands left of the client, they wrote themselves; what stands right of them, another proxy of ours
            assertThat(register(proxy, "203.0.113." + i + ", " + one + ", 10.0.0.9")
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(register(proxy, "203.0.113.200, " + one).statusCode()).isEqualTo(429);
        assertThat(register(proxy, one + ", " + other).statusCode()).isEqualTo(400);
    }

    @Test
    void countsAHouseholdOfIpv6AsOne() throws Exception {
        String household =
                "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 0xffff)) + ":1:";
        for (int i = 0; i < Act.REGISTER.usual().acts(); i++) {
            assertThat(register(proxy, household + ":" + (i + 1)).statusCode()).isEqualTo(400);
        }
        assertThat(register(proxy, household + ":ffff").statusCode()).isEqualTo(429);
        assertThat(register(proxy, household.replace(":1:", ":2:") + ":1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesNeitherItsNameNorItsSchemeFromAProxy() throws Exception {
        for (HttpClient asking : new HttpClient[] {proxy, stranger}) {
            HttpResponse<String> answer = asking.send(
                    HttpRequest.newBuilder(at("/.well-known/oauth-authorization-server"))
                            .header("X-Forwarded-For", "203.0.113.9")
                            .header("X-Forwarded-Host", "evil.example")
                            .header("X-Forwarded-Proto", "http")
                            .header("X-Forwarded-Port", "81")
                            .header("Forwarded", "for=203.0.113.9;host=evil.example;proto=http")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("https://skills.example.org/oauth2/token")
                    .doesNotContain("evil.example");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    /** The token opens from this machine alone; a proxy on this machine brings the world. */
    @Test
    void keepsTheConsolesDoorShutToWhateverAProxyBrings() throws Exception {
        Map<String, Object> door = JsonParserFactory.getJsonParser()
                .parseMap(
                        Files.readString(server.bean(DataDirectory.class).path().resolve("control.json")));
        String token = "Bearer " + door.get("token");
        assertThat(knock(stranger, token, "X-Nothing", "x").statusCode()).isEqualTo(422);
        for (HttpClient asking : new HttpClient[] {proxy, stranger}) {
            for (String header :
                    new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host", "Via"}) {
                for (String value : new String[] {"203.0.113.9", "127.0.0.1", "unknown"}) {
                    assertThat(knock(asking, token, header, value).statusCode())
                            .as(header + ": " + value)
                            .isEqualTo(404);
                }
            }
        }
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "a request as a whole has its time",
            in = "org.throughline.server.limits.web.PatientProtocol$Patience",
            method = "with",
            answer = "forever")
    void endsARequestWhoseBodyDripsHoweverOftenSomethingComes() throws Exception {
        String whole = "nothing but a body that comes by drops and drops and drops";
        for (String head : List.of(
                "POST /oauth2/register HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: " + whole.length(),
                "POST /verify HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                        + whole.length())) {
            Dripped dripped = drip(head + "\r\nHost: localhost\r\nAccept: text/html\r\n\r\n", whole);
            assertThat(dripped.drops()).as("drops taken of " + head).isLessThan(whole.length());
            assertThat(dripped.answer())
                    .as(head)
                    .startsWith("HTTP/1.1 408")
                    .contains("too-slow", "Content-Security-Policy: default-src 'none'", "Connection: close");
        }
        Dripped form = drip(
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + whole.length() + "\r\n\r\n",
                whole);
        assertThat(form.drops()).isLessThan(whole.length());
        assertThat(form.answer())
                .as("the container ends such a connection without a word")
                .isEmpty();
        Dripped chunks = drip(
                "POST /oauth2/register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n",
                "1;" + whole); // never a chunk, always more of what stands before one
        assertThat(chunks.drops()).isLessThan(whole.length());
        Dripped unread = drip(
                "POST /control/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + whole.length() + "\r\n\r\n",
                whole); // answered at once, and what follows is thrown away: not for ever
        assertThat(unread.answer()).startsWith("HTTP/1.1 404");
        assertThat(unread.drops()).isLessThan(whole.length());
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "a request as a whole has its time",
            in = "org.throughline.server.limits.web.PatientProtocol$Patience",
            method = "with",
            answer = "forever")
    void endsARequestWhoseHeadDrips() throws Exception {
        String rest = "X-Slow: a header that comes by drops and drops and drops and drops";
        Dripped dripped = drip("GET / HTTP/1.1\r\nHost: localhost\r\n", rest);
        assertThat(dripped.drops()).isLessThan(rest.length());
    }

    @Test
    void waitsForABodyThatIsSlowButComes() throws Exception {
        Dripped dripped = drip(
                "POST /oauth2/register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nContent-Length: 5\r\n\r\n",
                "never");
        assertThat(dripped.answer()).startsWith("HTTP/1.1 400");
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "silent connections go when connections grow scarce",
            in = "org.throughline.server.limits.web.PatientProtocol",
            method = "isCrowded",
            answer = "false")
    void letsOthersInWhileSomebodyHoldsMoreConnectionsThanThereAre() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket();
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.79"), 0));
                socket.connect(new InetSocketAddress("127.0.0.1", at("/").getPort()), 5_000);
                if (i % 2 == 0) {
                    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
                }
                silent.add(socket);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(seen()).as("somebody else gets in").isEqualTo(200);
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** What somebody with a new connection gets within a few seconds; nothing is 0. */
    private int seen() throws Exception {
        try (HttpClient newcomer = from("127.0.0.80")) {
            return newcomer.send(
                            HttpRequest.newBuilder(at("/.well-known/oauth-authorization-server"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (HttpTimeoutException shutOut) {
            return 0;
        }
    }

    /** How many drops went out before the connection was closed, and what was answered. */
    private record Dripped(int drops, String answer) {}

    /** Sends the head at once and the rest byte by byte, one each tenth of a second, as long as anybody listens. */
    private Dripped drip(String head, String rest) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", at("/").getPort())) {
            socket.setSoTimeout(100);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            int drops = 0;
            boolean over = false;
            while (!over && drops < rest.length()) {
                try {
                    out.write(rest.charAt(drops));
                    out.flush();
                    drops++;
                    over = hear(in, heard);
                } catch (SocketException closed) {
                    over = true;
                }
            }
            for (int i = 0; i < 50 && !over; i++) {
                over = hear(in, heard);
            }
            return new Dripped(drops, heard.toString(StandardCharsets.UTF_8));
        }
    }

    /** Listens for one time-out; true when nothing more will come. */
    private static boolean hear(InputStream in, ByteArrayOutputStream heard) throws IOException {
        try {
            byte[] bytes = new byte[4096];
            int count = in.read(bytes);
            if (count < 0) {
                return true;
            }
            heard.write(bytes, 0, count);
            return false;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    private HttpResponse<String> knock(HttpClient from, String token, String header, String value) throws Exception {
        return from.send(
                HttpRequest.newBuilder(
                                at("/control/imports/case?org=imports&kind=STANDARDS&publish=true&source=x.json"))
                        .header("Authorization", token)
                        .header(header, value)
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofString("no package"))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A registration that is no JSON: it is counted, refused, and leaves nothing. */
    private HttpResponse<String> register(HttpClient from, String forwardedFor) throws Exception {
        return from.send(
                HttpRequest.newBuilder(at("/oauth2/register"))
                        .header("X-Forwarded-For", forwardedFor)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("nothing"))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(server.at(path).toString().replace("localhost", "127.0.0.1"));
    }

    private static HttpClient from(String address) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }
}
