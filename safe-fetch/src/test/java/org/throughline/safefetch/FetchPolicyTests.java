package org.throughline.safefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchPolicyTests {

    private static final List<InetAddress> PUBLIC = List.of(InetAddress.ofLiteral("93.184.216.34"));
    private static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example.org/",
                "ftp://issuer.example.org/",
                "file:///etc/passwd",
                "gopher://a.example/1",
                "jar:https://a.example/x.jar!/y",
                "data:text/plain,x",
                "ws://a.example/",
                "//a.example/",
                "/relative",
                "mailto:a@b.example",
                "https:///path",
                "https:opaque"
            })
    void refusesWhatIsNotHttpsToAHost(String uri) {
        assertThat(FetchPolicy.strict().refusalOf(URI.create(uri))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.0.0.1./",
                "https://a.example.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[fd00:ec2::254]/",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/",
                "https://0/",
                "https://8.8.8.8/"
            })
    void refusesAddressesInPlaceOfNames(String uri) {
        assertThat(FetchPolicy.strict().refusalOf(URI.create(uri))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://a.localhost/",
                "https://printer/", "https://printer.local/", "https://vault.internal/", "https://issuer.example.org./",
                "https://metadata.google.internal/computeMetadata/v1/"
            })
    void refusesPrivateNames(String uri) {
        assertThat(FetchPolicy.strict().refusalOf(URI.create(uri))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example.org@127.0.0.1/",
                "https://user:secret@issuer.example.org/",
                "https://@issuer.example.org/",
                "https://issuer.example.org:5432/",
                "https://issuer.example.org:22/",
                "https://issuer.example.org:80/",
                "https://issuer.example.org:0/",
                "https://bücher.example/",
                "https://①②⑦.⓪.⓪.①/",
                "https://a_b.example/"
            })
    void refusesUserInformationOddPortsAndForeignDigits(String uri) {
        assertThat(FetchPolicy.strict().refusalOf(URI.create(uri))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://issuer.example.org", "https://issuer.example.org/status/1?x=y",
                        "https://issuer.example.org:443/",
                "https://issuer.example.org:8443/", "HTTPS://Issuer.Example.Org/", "https://xn--bcher-kva.example/"
            })
    void letsOrdinaryAddressesPass(String uri) {
        FetchPolicy policy = FetchPolicy.strict();
        assertThat(policy.refusalOf(URI.create(uri))).isEmpty();
        assertThat(policy.refusalOf(URI.create(uri), PUBLIC)).isEmpty();
    }

    @Test
    void refusesAHostOfWhichOneAddressIsPrivate() {
        List<InetAddress> mixed = List.of(PUBLIC.getFirst(), InetAddress.ofLiteral("10.0.0.1"));
        assertThat(FetchPolicy.strict().refusalOf(URI.create("https://issuer.example.org/"), mixed))
                .isPresent();
        List<InetAddress> mixedWithLoopback = List.of(LOOPBACK.getFirst(), PUBLIC.getFirst());
        assertThat(FetchPolicy.allowingLoopback()
                        .refusalOf(URI.create("https://issuer.example.org/"), mixedWithLoopback))
                .isPresent();
    }

    @Test
    void refusesOurOwnHost() {
        FetchPolicy policy = FetchPolicy.strict().refusingHosts(Set.of("skills.example.org"));
        assertThat(policy.refusalOf(URI.create("https://Skills.example.org/did.json")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:9000/", "http://127.0.0.1:9000/x", "http://[::1]:9/", "https://localhost:1/"})
    void letsLoopbackPassWhereThePolicyAllowsIt(String uri) {
        FetchPolicy policy = FetchPolicy.allowingLoopback();
        assertThat(policy.refusalOf(URI.create(uri))).isEmpty();
        assertThat(policy.refusalOf(URI.create(uri), LOOPBACK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "http://169.254.169.254/", "https://8.8.8.8/", "http://2130706433/"})
    void allowingLoopbackAllowsNoOtherLiteral(String uri) {
        assertThat(FetchPolicy.allowingLoopback().refusalOf(URI.create(uri))).isPresent();
    }

    @Test
    void allowingLoopbackAllowsNoPrivateNameElsewhere() {
        assertThat(FetchPolicy.allowingLoopback().refusalOf(URI.create("https://printer/"), PUBLIC))
                .isPresent();
    }

    @Test
    void allowingLoopbackAllowsNoPlainHttpElsewhere() {
        assertThat(FetchPolicy.allowingLoopback().refusalOf(URI.create("http://issuer.example.org/"), PUBLIC))
                .isPresent();
        assertThat(FetchPolicy.allowingLoopback().refusalOf(URI.create("https://issuer.example.org:22/"), PUBLIC))
                .isPresent();
    }

    @Test
    void trustsAHostThatTheOperatorNamedEvenAtAPrivateAddressAndOnlyByHttps() {
        FetchPolicy policy = FetchPolicy.strict().trustingHosts(Set.of("Issuer.Campus.internal", "lab:9443"));
        List<InetAddress> inside = List.of(InetAddress.ofLiteral("10.1.2.3"));
        for (String uri : List.of("https://issuer.campus.internal/did.json", "https://lab:9443/x")) {
            assertThat(policy.refusalOf(URI.create(uri))).isEmpty();
            assertThat(policy.refusalOf(URI.create(uri), inside)).isEmpty();
        }
        for (String uri :
                List.of("http://issuer.campus.internal/", "https://issuer.campus.internal:9443/", "https://lab/")) {
            assertThat(policy.refusalOf(URI.create(uri))).as(uri).isPresent();
        }
        assertThatThrownBy(() -> FetchPolicy.strict().trustingHosts(Set.of("10.1.2.3")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotTellToWhichPrivateAddressANameLeads() {
        URI uri = URI.create("https://hidden.example.org/");
        assertThat(FetchPolicy.strict()
                        .refusalOf(uri, List.of(InetAddress.ofLiteral("10.1.2.3")))
                        .orElseThrow())
                .doesNotContain("10.", "private use");
    }
}
