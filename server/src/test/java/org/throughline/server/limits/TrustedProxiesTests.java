package org.throughline.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTests {
    private final TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, 2001:db8:1::/48", "X-Forwarded-For");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "198.51.100.7 | 203.0.113.9                          | 198.51.100.7", // no proxy of ours: not believed
                "10.0.0.1     | -                                    | 10.0.0.1",
                "10.0.0.1     | 203.0.113.9                          | 203.0.113.9",
                "10.0.0.1     | 1.1.1.1, 203.0.113.9                 | 203.0.113.9", // what stands left was the
                // stranger's own
                "10.0.0.1     | 1.1.1.1, 203.0.113.9, 10.9.9.9       | 203.0.113.9", // over two proxies of ours
                "10.0.0.1     | 10.5.5.5, 10.9.9.9                   | 10.5.5.5", // somebody within
                "10.0.0.1     | 203.0.113.9, unknown                 | 10.0.0.1",
                "10.0.0.1     | 203.0.113.9, ,10.9.9.9               | 10.9.9.9",
                "10.0.0.1     | evil.example                         | 10.0.0.1",
                "10.0.0.1     | 203.0.113.9:4711                     | 203.0.113.9",
                "10.0.0.1     | [2001:db8:2::1]:4711                 | 2001:db8:2:0:0:0:0:1",
                "10.0.0.1     | 2001:db8:2::1                        | 2001:db8:2:0:0:0:0:1",
                "2001:db8:1::5| 203.0.113.9                          | 203.0.113.9",
                "10.0.0.1     | ::ffff:203.0.113.9                   | 203.0.113.9",
            })
    void readsTheHopsFromTheRightAsFarAsTheyAreTrusted(String peer, String header, String client) {
        List<String> lines = header == null ? List.of() : List.of(header);
        assertThat(proxies.client(InetAddress.ofLiteral(peer), lines).getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void readsSeveralLinesAsOne() {
        assertThat(proxies.client(InetAddress.ofLiteral("10.0.0.1"), List.of("1.1.1.1", "203.0.113.9, 10.3.3.3"))
                        .getHostAddress())
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https                         | 203.0.113.9",
                "for=1.1.1.1, For=\"203.0.113.9:80\";by=10.9.9.9     | 203.0.113.9",
                "proto=https;for=\"[2001:db8:2::1]:4711\", for=10.9.9.9 | 2001:db8:2:0:0:0:0:1",
                "for=_hidden                                         | 10.0.0.1",
                "proto=https                                         | 10.0.0.1",
            })
    void readsTheStandardsHeaderWhereItIsChosen(String header, String client) {
        TrustedProxies standard = TrustedProxies.parse("10.0.0.0/8", "forwarded");
        assertThat(standard.client(InetAddress.ofLiteral("10.0.0.1"), List.of(header))
                        .getHostAddress())
                .isEqualTo(client);
    }

    @Test
    void believesNobodyWhereNobodyIsNamed() {
        TrustedProxies none = TrustedProxies.parse("", "X-Forwarded-For");
        assertThat(none.client(InetAddress.ofLiteral("127.0.0.1"), List.of("203.0.113.9"))
                        .getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/x", "proxy.example.org", "2001:db8::/129", "10.0.0.0/-1", "/8"})
    void refusesWhatIsNoNetwork(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse(network, "X-Forwarded-For"));
    }

    @Test
    void refusesAHeaderThatNoProxyWrites() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse("10.0.0.0/8", "X-Client"));
    }
}
