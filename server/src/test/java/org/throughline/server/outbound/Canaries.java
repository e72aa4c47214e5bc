package org.throughline.server.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.throughline.server.support.TestDatabase;

/**
 * Listeners on this machine's own addresses that nobody may reach, and beside them one front that the operator trusts: it redirects to wherever it
 * should not, and answers slowly or with lies. They listen as long as the JVM runs.
 */
public final class Canaries {
    static final String SECRET = "canary-body-that-nobody-may-read";

    /** An address of this machine that no other JVM uses for its canaries. */
    static final String OWN = own(ProcessHandle.current().pid());

    private static final String FRONT = "front.example.net";
    private static final int HOPS = 11;
    private static final int SLOW_MILLIS = 700;
    private static final Canaries ALL = open();

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger redirects = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final SSLContext tls;
    private final Faults faults = new Faults();
    private final int front;
    private final int canary;
    private final int stalling;
    private final int dripping;
    private final int resetting;

    private Canaries(SSLContext tls) throws IOException {
        this.tls = tls;
        ServerSocket first = listen(new ServerSocket(0, 200), this::hear); // on every address, of IPv6 too
        this.canary = first.getLocalPort();
        listen(new ServerSocket(8443, 200, InetAddress.ofLiteral(OWN)), this::hear);
        ServerSocket secure =
                tls.getServerSocketFactory().createServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
        this.front = listen(secure, this::answer).getLocalPort();
        this.stalling = listen(new ServerSocket(0), Faults::stall).getLocalPort();
        this.dripping = listen(new ServerSocket(0), Faults::dripHandshake).getLocalPort();
        this.resetting = listen(new ServerSocket(0), Faults::reset).getLocalPort();
    }

    private static String own(long process) {
        return "127.%d.%d.%d".formatted(8 + (process >> 16 & 0x7f), process >> 8 & 0xff, process & 0xff);
    }

    /** The ones of this JVM. */
    public static Canaries all() {
        return ALL;
    }

    private static Canaries open() {
        try {
            return new Canaries(certificate());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The port on which the canaries listen. */
    int canary() {
        return canary;
    }

    /** How many connections the canaries had. */
    int heard() {
        return heard.get();
    }

    /** How many redirects the front gave. */
    int redirects() {
        return redirects.get();
    }

    /** How many documents that are not there were asked of the front. */
    int asked() {
        return asked.get();
    }

    Faults faults() {
        return faults;
    }

    /** The certificates that whoever asks the front must believe. */
    public SSLContext tls() {
        return tls;
    }

    /** An address on the front. */
    public String front(String path) {
        return "https://" + frontHost() + path;
    }

    /** An address whose host never speaks, not even TLS. */
    String stalling() {
        return "https://" + FRONT + ":" + stalling + "/x";
    }

    /** An address whose host speaks TLS byte by byte. */
    String drippingHandshake() {
        return "https://" + FRONT + ":" + dripping + "/x";
    }

    /** An address whose host resets every connection. */
    String resetting() {
        return "https://" + FRONT + ":" + resetting + "/x";
    }

    /** The front's port. */
    public int port() {
        return front;
    }

    /** Puts a file at {@code /.well-known/throughline.txt} of {@code host.front.example.net}; one that begins with an arrow leads elsewhere. */
    public void publish(String host, String text) {
        files.put(host, text);
    }

    /** The front as an authority, {@code host:port}. */
    String frontHost() {
        return FRONT + ":" + front;
    }

    /** An address that answers with a redirect to the form of this number. */
    String redirecting(int form) {
        return "https://to" + form + "." + frontHost() + "/x";
    }

    /** An address that redirects eleven times. */
    String elevenHops() {
        return "https://hops" + HOPS + "." + frontHost() + "/x";
    }

    /** An issuer whose keys come late. */
    String slowIssuer() {
        return "did:web:" + frontHost().replace(":", "%3A") + ":slow-issuer";
    }

    /** The issuer of an OpenID Connect provider on the front, whose description names these addresses. */
    public String providerThatNames(String tokenEndpoint, String keys) {
        return front("/provider/" + inPath(tokenEndpoint) + "/" + inPath(keys));
    }

    /** Where that provider gives a token that nobody signed. */
    public String tokens() {
        return front("/tokens");
    }

    /** All hosts of the front, as the operator trusts them. */
    String trustedHosts() {
        return Stream.of(
                        Stream.of(FRONT),
                        IntStream.range(0, Forms.ALL.size()).mapToObj(i -> "to" + i + "." + FRONT),
                        IntStream.rangeClosed(0, HOPS).mapToObj(i -> "hops" + i + "." + FRONT))
                .flatMap(names -> names)
                .flatMap(name -> Stream.of(front, stalling, dripping, resetting).map(port -> name + ":" + port))
                .collect(Collectors.joining(","));
    }

    private interface Guest {
        void meet(Socket socket) throws Exception;
    }

    private static ServerSocket listen(ServerSocket server, Guest guest) {
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
        String head = head(in);
        in.readNBytes(lengthIn(head));
        String path = head.split(" ")[1];
        String host = head.replaceFirst("(?s).*\r\nHost: ([^.]+)\\..*", "$1");
        OutputStream out = socket.getOutputStream();
        if (host.startsWith("to")) {
            redirect(out, Forms.address(Integer.parseInt(host.substring(2)), canary));
        } else if (host.startsWith("hops")) {
            redirect(out, "https://hops" + (Integer.parseInt(host.substring(4)) - 1) + "." + frontHost() + "/x");
        } else if (path.equals("/.well-known/throughline.txt") && files.containsKey(host)) {
            file(out, files.get(host));
        } else if (path.startsWith("/provider/")) {
            json(out, description(path));
        } else if (path.equals("/tokens")) {
            json(out, """
                    {"access_token":"a","token_type":"Bearer","id_token":"%s.%s.AAAA"}
                    """.formatted(inPath("{\"alg\":\"RS256\",\"kid\":\"one\"}"), inPath("{\"sub\":\"somebody\"}")));
        } else if (path.equals("/slow-issuer/did.json")) {
            Thread.sleep(SLOW_MILLIS);
            json(out, StrangerCredentials.didDocument(slowIssuer()));
        } else if (path.startsWith("/fault/")) {
            faults.answer(path.split("/")[2], out);
        } else {
            asked.incrementAndGet();
            out.write("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("left");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    private static int lengthIn(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .findFirst()
                .orElse(0);
    }

    /** OpenID Connect Discovery 1.0, section 4.2. */
    private String description(String path) {
        String[] parts = path.split("/");
        return """
                {"issuer":"%s","authorization_endpoint":"%s","token_endpoint":%s,"jwks_uri":%s,"response_types_supported":["code"],
                 "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
                """.formatted(
                        front("/provider/" + parts[2] + "/" + parts[3]),
                        front("/authorize"),
                        quoted(outOfPath(parts[2])),
                        quoted(outOfPath(parts[3])));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String inPath(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String outOfPath(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static void json(OutputStream out, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
    }

    private void file(OutputStream out, String text) throws IOException {
        if (text.startsWith("-> ")) {
            redirect(out, text.substring(3));
        } else {
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void redirect(OutputStream out, String to) throws IOException {
        redirects.incrementAndGet();
        out.write(("HTTP/1.1 302 Found\r\nlocation: " + to + "\r\ncontent-length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext certificate() throws Exception {
        char[] password = "not a secret".toCharArray();
        Path store = TestDatabase.freshFolder("front-certificate-" + OWN).resolve("front.p12");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(Arrays.asList("-genkeypair", "-alias", "front", "-keyalg", "EC", "-groupname", "secp256r1"));
        words.addAll(Arrays.asList("-dname", "CN=" + FRONT, "-ext", "san=dns:" + FRONT + ",dns:*." + FRONT));
        words.addAll(Arrays.asList("-storetype", "PKCS12", "-keystore", store.toString()));
        words.addAll(Arrays.asList("-storepass", new String(password)));
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
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
