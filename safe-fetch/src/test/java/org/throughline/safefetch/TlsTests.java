package org.throughline.safefetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.safefetch.FetchResult.Fetched;

class TlsTests {

    private static final char[] PASSWORD = "not a secret".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static SSLContext tls;

    @BeforeAll
    static void makeACertificateForIssuerExampleOrg() throws Exception {
        Path store = folder.resolve("issuer.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "issuer",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=issuer.example.org",
                        "-ext",
                        "san=dns:issuer.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("issuer", keys.getCertificate("issuer"));
        KeyManagerFactory ours = KeyManagerFactory.getInstance("PKIX");
        ours.init(keys, PASSWORD);
        TrustManagerFactory theirs = TrustManagerFactory.getInstance("PKIX");
        theirs.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
    }

    @Test
    void fetchesOverTlsByNameAtThePinnedAddress() throws Exception {
        try (Remote remote = secure()) {
            var result = fetcher(tls).fetch(request("issuer.example.org", remote));
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Fetched.class,
                            fetched -> assertThat(fetched.body().text()).isEqualTo("over TLS"));
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (Remote remote = secure()) {
            var result = fetcher(tls).fetch(request("another.example.org", remote));
            assertThat(SafeFetcherTests.code(result)).isEqualTo("remote-tls");
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (Remote remote = secure()) {
            var result = fetcher(SSLContext.getDefault()).fetch(request("issuer.example.org", remote));
            assertThat(SafeFetcherTests.code(result)).isEqualTo("remote-tls");
        }
    }

    @Test
    void endsAHandshakeThatStalls() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            URI uri = URI.create("https://issuer.example.org:" + silent.getLocalPort() + "/");
            long begin = System.nanoTime();
            var result = fetcher(tls).fetch(FetchRequest.of(uri, "*/*", 1000, Duration.ofMillis(500)));
            assertThat(SafeFetcherTests.code(result)).isEqualTo("remote-timeout");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static Remote secure() throws Exception {
        ServerSocket server =
                tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        return Remote.on(
                server,
                (ignored, out) -> out.write("HTTP/1.1 200 OK\r\n\r\nover TLS".getBytes(StandardCharsets.US_ASCII)));
    }

    private static SafeFetcher fetcher(SSLContext trusting) {
        return SafeFetcher.builder()
                .policy(FetchPolicy.allowingLoopback())
                .resolver(name -> List.of(InetAddress.ofLiteral("127.0.0.1")))
                .tls(trusting)
                .build();
    }

    private static FetchRequest request(String host, Remote remote) {
        URI uri = URI.create("https://" + host + ":" + remote.port() + "/");
        return FetchRequest.of(uri, "*/*", 1000, Duration.ofSeconds(10));
    }
}
