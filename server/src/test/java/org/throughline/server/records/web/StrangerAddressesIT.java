package org.throughline.server.records.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.safefetch.Resolver;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.teeth.AbuseCase;

/**
 * Abuse cases V9, V10 and V12: every way into the fetcher, with every form of an address that should not be asked, said directly, by a redirect, and
 * by a name whose answers lie. Canaries listen on this machine's own addresses; none of them may hear anything.
 */
@ServerTest
@Import(StrangerAddressesIT.Lies.class)
class StrangerAddressesIT {
    private static final String SECRET = "canary-body-that-nobody-may-read";
    private static final Map<String, AtomicInteger> LOOK_UPS = new ConcurrentHashMap<>();
    private static final World WORLD = World.open();

    private final CredentialVerifier verifier;
    private final CredentialFetch credentialFetch;
    private final FrameworkImport imports;

    StrangerAddressesIT(CredentialVerifier verifier, CredentialFetch credentialFetch, FrameworkImport imports) {
        this.verifier = verifier;
        this.credentialFetch = credentialFetch;
        this.imports = imports;
    }

    @DynamicPropertySource
    static void oneHostIsTrusted(DynamicPropertyRegistry properties) {
        properties.add("throughline.fetch.trusted-hosts", () -> "front.example.net:" + WORLD.front());
        properties.add("throughline.public-url", () -> "https://ourselves.example.net");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Lies {
        @Bean
        Resolver resolver() {
            return StrangerAddressesIT::resolve;
        }

        @Bean
        SSLContext tls() {
            return WORLD.tls();
        }
    }

    @AfterAll
    static void close() throws IOException {
        WORLD.close();
    }

    /** Forms of addresses. {@code PORT} stands for a port on which a canary listens. */
    private static final List<String> FORMS = List.of(
            "https://127.0.0.1:PORT/x",
            "https://127.1:PORT/x",
            "https://127.0.1:PORT/x",
            "https://127.000.000.001:PORT/x",
            "https://2130706433:PORT/x",
            "https://0x7f000001:PORT/x",
            "https://0x7f.0.0.1:PORT/x",
            "https://0x7f.1:PORT/x",
            "https://0177.0.0.1:PORT/x",
            "https://017700000001:PORT/x",
            "https://127.0.0.1.:PORT/x",
            "https://127.8.4.43:8443/x",
            "https://127.255.255.254:PORT/x",
            "https://0.0.0.0:PORT/x",
            "https://0:PORT/x",
            "https://[::1]:PORT/x",
            "https://[0:0:0:0:0:0:0:1]:PORT/x",
            "https://[::]:PORT/x",
            "https://[::ffff:127.0.0.1]:PORT/x",
            "https://[::ffff:7f00:1]:PORT/x",
            "https://[::127.0.0.1]:PORT/x",
            "https://[64:ff9b::7f00:1]:PORT/x",
            "https://[64:ff9b:1::7f00:1]:PORT/x",
            "https://[2002:7f00:1::]:PORT/x",
            "https://[2001:0:7f00:1::80ff:fffe]:PORT/x",
            "https://[fe80::1]:PORT/x",
            "https://[fe80::1%251]:PORT/x",
            "https://[fc00::1]:PORT/x",
            "https://[fd00:ec2::254]/latest/meta-data/",
            "https://[fec0::1]:PORT/x",
            "https://[ff02::1]:PORT/x",
            "https://169.254.169.254/latest/meta-data/",
            "https://169.254.170.2/v2/credentials",
            "https://168.63.129.16/machine",
            "https://100.64.0.1/x",
            "https://100.100.100.200/latest/meta-data/",
            "https://10.0.0.1/x",
            "https://172.16.0.1/x",
            "https://192.168.0.1/x",
            "https://192.0.0.192/opc/v2/",
            "https://198.18.0.1/x",
            "https://224.0.0.1/x",
            "https://255.255.255.255/x",
            "https://localhost:PORT/x",
            "https://LOCALHOST:PORT/x",
            "https://localhost.:PORT/x",
            "https://localhost.localdomain:PORT/x",
            "https://anything.localhost:PORT/x",
            "https://printer.local:PORT/x",
            "https://metadata.google.internal/computeMetadata/v1/",
            "https://kubernetes.default.svc.cluster.local/x",
            "https://intranet:PORT/x",
            "https://good.example.net@127.0.0.1:PORT/x",
            "https://good.example.net:pass@127.0.0.1:PORT/x",
            "https://127.0.0.1:PORT@good.example.net/x",
            "https://good.example.net:22/x",
            "https://good.example.net:25/x",
            "https://good.example.net:5432/x",
            "https://good.example.net:6379/x",
            "https://good.example.net:PORT/x",
            "http://127.0.0.1:PORT/x",
            "http://localhost:PORT/x",
            "http://good.example.net/x",
            "https://ourselves.example.net/o/x/did.json",
            "https://OURSELVES.example.net:8443/x",
            "file:///etc/passwd",
            "jar:https://good.example.net/x.jar!/y",
            "ftp://127.0.0.1:PORT/x",
            "gopher://127.0.0.1:PORT/_x",
            "ldap://127.0.0.1:PORT/x",
            "data:text/plain,x",
            "https://\u2460\u2461\u2466.0.0.1:PORT/x",
            "https://127\u30020\u30020\u30021:PORT/x",
            "https://loop\u00adhost.example.net:PORT/x",
            "https:127.0.0.1:PORT/x",
            "//127.0.0.1:PORT/x");

    /** Addresses that a name may lead to. The first ones have a canary. */
    private static final List<String> PRIVATE = List.of(
            "127.8.4.43",
            "127.0.0.1",
            "::1",
            "::ffff:127.8.4.43",
            "0.0.0.0",
            "10.1.2.3",
            "172.31.255.1",
            "192.168.1.1",
            "169.254.169.254",
            "168.63.129.16",
            "100.64.3.3",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "198.19.1.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.251",
            "240.0.0.1",
            "255.255.255.255",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
            "2001:db8::1",
            "3fff::1",
            "::",
            "100::1");

    /** Routed nowhere, and to the table an ordinary public address: the space 2e00::/7 was never given out. */
    private static final String NOWHERE = "2e00:dead::1";

    /** A way in: what a stranger says, and what becomes of it. */
    private interface Way {
        /** Whether the answer is one that a refused address must get; says what was wrong. */
        String ask(String address);
    }

    private Map<String, Way> ways() {
        Map<String, Way> ways = new TreeMap<>();
        ways.put("did:web", this::didWeb);
        ways.put("status list", this::statusList);
        ways.put("credential by URL", this::credential);
        ways.put("CASE package by URL", this::casePackage);
        return ways;
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
        ways().forEach((name, way) ->
                FORMS.forEach(form -> all.add(new Combination(name, "direct", address(form), way))));
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
        ways().forEach((name, way) -> {
            for (int i = 0; i < FORMS.size(); i++) {
                all.add(new Combination(
                        name, "redirect to " + address(FORMS.get(i)), WORLD.frontAddress("/to/" + i), way));
            }
            all.add(new Combination(name, "eleven hops", WORLD.frontAddress("/hops/11"), way));
        });
        int before = WORLD.redirects();
        run("V10 redirect", all);
        assertThat(WORLD.redirects() - before).as("the front was really asked").isGreaterThan(FORMS.size());
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
        ways().forEach((name, way) -> {
            for (int i = 0; i < PRIVATE.size(); i++) {
                String tag = i + "-" + Integer.toHexString(name.hashCode());
                all.add(new Combination(name, "plain", "https://plain-" + tag + ".example.com:8443/x", way));
                all.add(new Combination(name, "mixed", "https://mixed-" + tag + ".example.com:8443/x", way));
                all.add(new Combination(name, "rebinding", "https://later-" + tag + ".example.com:8443/x", way));
            }
        });
        run("V10 names", all);
    }

    private record Combination(String entry, String how, String address, Way way) {}

    private void run(String title, List<Combination> all) throws Exception {
        int before = WORLD.heard();
        long begin = System.nanoTime();
        List<String> wrong = new ArrayList<>();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore turns = new Semaphore(48);
            List<Future<String>> asked = new ArrayList<>();
            for (Combination one : all) {
                Callable<String> work = () -> {
                    turns.acquire();
                    try {
                        String said = one.way().ask(one.address());
                        return said.isEmpty()
                                ? ""
                                : one.entry() + ", " + one.how() + ", " + one.address() + ": " + said;
                    } finally {
                        turns.release();
                    }
                };
                asked.add(hands.submit(work));
            }
            for (Future<String> answer : asked) {
                if (!answer.get().isEmpty()) {
                    wrong.add(answer.get());
                }
            }
        }
        System.out.printf(
                "%s: %d combinations, %d connections at canaries, %d wrong answers, %.1f s%n",
                title, all.size(), WORLD.heard() - before, wrong.size(), (System.nanoTime() - begin) / 1e9);
        assertThat(WORLD.heard() - before).as("connections at canaries").isZero();
        assertThat(wrong).isEmpty();
    }

    private String didWeb(String address) {
        URI uri = uri(address);
        if (uri == null || uri.getRawAuthority() == null) {
            return refusedAsDid("did:web:" + address);
        }
        String path = uri.getPath() == null ? "" : uri.getPath().replace("/", ":");
        return refusedAsDid("did:web:" + uri.getRawAuthority().replace(":", "%3A") + path);
    }

    private String refusedAsDid(String did) {
        VerificationReport report = verifier.verify(Documents.by(did, Documents.PAIR.signer(did + "#1", did), null));
        return judged(report, "signer");
    }

    private String statusList(String address) {
        byte[] document;
        try {
            document = Documents.by(Documents.PAIR.didKey(), Documents.PAIR.signer(), address);
        } catch (IllegalArgumentException e) {
            return ""; // such an address cannot even stand in a credential
        }
        return judged(verifier.verify(document), "status");
    }

    private static String judged(VerificationReport report, String check) {
        if (report.verdict() == Verdict.VALID || report.outcome(check) == Outcome.PASSED) {
            return "the verdict is " + report.verdict();
        }
        return report.checks().toString().contains(SECRET) ? "the body was told" : "";
    }

    private String credential(String address) {
        return switch (credentialFetch.fetch(address)) {
            case CredentialFetch.Fetched fetched -> "it was fetched";
            case CredentialFetch.NotFetched(String why) -> why.contains(SECRET) ? "the body was told" : "";
        };
    }

    private String casePackage(String address) {
        try {
            imports.fetch(address);
            return "it was fetched";
        } catch (Problem problem) {
            return problem.type() != ProblemType.URL_NOT_ALLOWED
                            || String.valueOf(problem.getMessage()).contains(SECRET)
                    ? "the answer is " + problem
                    : "";
        }
    }

    @Test
    @AbuseCase(
            value = "V11",
            defence = "nothing that a credential names is fetched before its signature and signer hold",
            in = "org.throughline.credentials.check.Examination",
            method = "isEstablished",
            answer = "true")
    void asksForNothingButTheIssuersKeyBeforeTheSignatureHolds() {
        String list = WORLD.frontAddress("/list");
        String signed = new String(
                Documents.by(Documents.PAIR.didKey(), Documents.PAIR.signer(), list), StandardCharsets.UTF_8);
        String forged = signed.replace("Watches", "Watched");
        String named = forged.replaceFirst(
                "\\{",
                "{\"credentialSchema\":[{\"id\":\"" + list + "\",\"type\":\"1EdTechJsonSchemaValidator2019\"}],"
                        + "\"evidence\":[{\"id\":\"" + list + "\",\"type\":[\"Evidence\"]}],"
                        + "\"refreshService\":{\"id\":\"" + list + "\",\"type\":\"x\"},\"image\":{\"id\":\"" + list
                        + "\",\"type\":\"Image\"},");
        String unsigned = signed.replaceFirst(",?\"proof\":\\[.*?\\]", "");
        int before = WORLD.asked();
        for (String document : List.of(forged, named, unsigned)) {
            VerificationReport report = verifier.verify(document.getBytes(StandardCharsets.UTF_8));
            assertThat(report.verdict()).isNotEqualTo(Verdict.VALID);
            assertThat(report.outcome("status")).isNotEqualTo(Outcome.PASSED);
        }
        assertThat(verifier.verify(forged.getBytes(StandardCharsets.UTF_8)).outcome("signature"))
                .isEqualTo(Outcome.FAILED);
        assertThat(WORLD.asked()).as("requests for what the documents name").isEqualTo(before);

        verifier.verify(signed.getBytes(StandardCharsets.UTF_8));
        assertThat(WORLD.asked())
                .as("the same list is asked for once the signature holds")
                .isEqualTo(before + 1);
    }

    @Test
    void waitsForASlowHostNoLongerThanForOneVerificationAndLetsOthersThrough() throws Exception {
        byte[] slow = Documents.by(Documents.PAIR.didKey(), Documents.PAIR.signer(), WORLD.frontAddress("/slow"));
        byte[] good = Documents.by(Documents.PAIR.didKey(), Documents.PAIR.signer(), null);
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Double>> waits = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waits.add(hands.submit(() -> {
                    long begin = System.nanoTime();
                    VerificationReport report = verifier.verify(slow);
                    assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
                    assertThat(report.outcome("status")).isEqualTo(Outcome.UNDETERMINED);
                    return (System.nanoTime() - begin) / 1e9;
                }));
            }
            assertThat(verifier.verify(good).verdict()).isEqualTo(Verdict.VALID);
            double longest = 0;
            for (Future<Double> wait : waits) {
                longest = Math.max(longest, wait.get());
            }
            System.out.printf(
                    "V12: 50 verifications at one slow host, the longest took %.1f s, at most %d at a time%n",
                    longest, WORLD.mostAtOnce());
            assertThat(longest).isLessThan(7);
            assertThat(WORLD.mostAtOnce()).isLessThanOrEqualTo(4);
        }
    }

    private static String address(String form) {
        return form.replace("PORT", Integer.toString(WORLD.canary()));
    }

    private static @Nullable URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The resolver of a liar; the front and the names of this test are its own, all else is the system's. */
    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        String name = host.toLowerCase(java.util.Locale.ROOT);
        if (name.equals("front.example.net")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        if (name.endsWith(".example.com")) {
            InetAddress hidden = InetAddress.ofLiteral(PRIVATE.get(Integer.parseInt(name.split("-")[1])));
            InetAddress open = InetAddress.ofLiteral(NOWHERE);
            int times = LOOK_UPS.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
            return switch (name.split("-")[0]) {
                case "plain" -> List.of(hidden);
                case "mixed" -> List.of(open, hidden);
                default -> List.of(times == 1 ? open : hidden);
            };
        }
        if (name.endsWith(".example.net") || name.equals("intranet") || name.contains("local")) {
            return List.of(
                    InetAddress.ofLiteral("127.0.0.1")); // whoever gets past the text of the address is at the canary
        }
        return List.of(InetAddress.getAllByName(host));
    }

    /** What strangers send. */
    private static final class Documents {
        static final Ed25519KeyPair PAIR = Ed25519KeyPair.fromSeed(new byte[32]);

        static byte[] by(String did, Signer signer, @Nullable String statusList) {
            Achievement achievement = new Achievement(
                    "urn:uuid:5f0c1f3e-0000-4000-8000-000000000001",
                    "Watches",
                    "Watches what others do.",
                    new Criteria(null, "Seen."),
                    "Competency",
                    "W",
                    List.of());
            List<CredentialStatus> status = statusList == null
                    ? List.of()
                    : List.of(new BitstringStatusListEntry(
                            statusList + "#7", BitstringStatusListEntry.REVOCATION, 7, statusList));
            AchievementCredential credential = new AchievementCredential(
                    "urn:uuid:5f0c1f3e-0000-4000-8000-000000000002",
                    "Watches",
                    null,
                    new Profile(did, "A stranger", null),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    null,
                    new AchievementSubject(
                            null, List.of(IdentityObject.hashed("a@b.example", "salt", "emailAddress")), achievement),
                    status);
            return new CredentialIssuer(java.time.Clock.systemUTC()).issue(credential, signer);
        }
    }

    /** Canaries on the machine's own addresses, and one trusted front that answers with redirects and slowly. */
    private static final class World {
        private final List<ServerSocket> sockets = new ArrayList<>();
        private final AtomicInteger heard = new AtomicInteger();
        private final AtomicInteger redirects = new AtomicInteger();
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final SSLContext tls;
        private final int front;
        private final int canary;

        private World(SSLContext tls) throws IOException {
            this.tls = tls;
            ServerSocket first = listen(new ServerSocket(0, 200, InetAddress.ofLiteral("0.0.0.0")), this::hear);
            this.canary = first.getLocalPort();
            listen(new ServerSocket(8443, 200, InetAddress.ofLiteral("127.8.4.43")), this::hear);
            try {
                listen(new ServerSocket(canary, 200, InetAddress.ofLiteral("::1")), this::hear);
            } catch (IOException e) {
                System.out.println("V9: no canary on ::1, because " + e.getMessage());
            }
            ServerSocket secure =
                    tls.getServerSocketFactory().createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
            this.front = listen(secure, this::answer).getLocalPort();
        }

        static World open() {
            try {
                return new World(certificateFor("front.example.net"));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        int front() {
            return front;
        }

        int canary() {
            return canary;
        }

        int heard() {
            return heard.get();
        }

        int redirects() {
            return redirects.get();
        }

        int asked() {
            return asked.get();
        }

        int mostAtOnce() {
            return most.get();
        }

        SSLContext tls() {
            return tls;
        }

        String frontAddress(String path) {
            return "https://front.example.net:" + front + path;
        }

        void close() throws IOException {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }

        private interface Guest {
            void meet(Socket socket) throws Exception;
        }

        private ServerSocket listen(ServerSocket server, Guest guest) {
            sockets.add(server);
            Thread.ofPlatform().daemon().start(() -> {
                while (!server.isClosed()) {
                    try {
                        Socket socket = server.accept();
                        Thread.ofVirtual().start(() -> {
                            try (socket) {
                                guest.meet(socket);
                            } catch (Exception e) {
                                // the other side left
                            }
                        });
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            return server;
        }

        private void hear(Socket socket) throws IOException {
            heard.incrementAndGet();
            socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n\r\n" + SECRET).getBytes(StandardCharsets.US_ASCII));
        }

        private void answer(Socket socket) throws Exception {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            String path = head.toString().split(" ")[1];
            OutputStream out = socket.getOutputStream();
            if (path.startsWith("/to/")) {
                redirects.incrementAndGet();
                redirect(out, address(FORMS.get(Integer.parseInt(path.split("/")[2]))));
            } else if (path.startsWith("/hops/")) {
                redirects.incrementAndGet();
                redirect(out, frontAddress("/hops/" + (Integer.parseInt(path.split("/")[2]) - 1)));
            } else if (path.startsWith("/slow")) {
                slowly(out);
            } else {
                asked.incrementAndGet();
                out.write("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        private static void redirect(OutputStream out, String to) throws IOException {
            out.write(("HTTP/1.1 302 Found\r\nlocation: " + to + "\r\ncontent-length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }

        private void slowly(OutputStream out) throws Exception {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 60; i++) {
                    out.write('{');
                    out.flush();
                    Thread.sleep(500);
                }
            } finally {
                atOnce.decrementAndGet();
            }
        }

        private static SSLContext certificateFor(String host) throws Exception {
            char[] password = "not a secret".toCharArray();
            Path store = TestDatabase.freshFolder("front-certificate").resolve("front.p12");
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            words.addAll(Arrays.asList("-genkeypair", "-alias", "front", "-keyalg", "EC", "-groupname", "secp256r1"));
            words.addAll(Arrays.asList("-dname", "CN=" + host, "-ext", "san=dns:" + host, "-storetype", "PKCS12"));
            words.addAll(Arrays.asList("-keystore", store.toString(), "-storepass", new String(password)));
            Process keytool =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            keytool.getInputStream().readAllBytes();
            keytool.waitFor();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password);
            }
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("front", keys.getCertificate("front"));
            KeyManagerFactory ours = KeyManagerFactory.getInstance("PKIX");
            ours.init(keys, password);
            TrustManagerFactory theirs = TrustManagerFactory.getInstance("PKIX");
            theirs.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
            return tls;
        }
    }
}
