package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class NetworksTests {
    @Test
    void keepsNoMoreOfAnAddressThanItsNetwork() {
        assertThat(Networks.of(InetAddress.ofLiteral("203.0.113.77"))).isEqualTo("203.0.113.…");
        assertThat(Networks.of(InetAddress.ofLiteral("2001:db8:7:1::9"))).isEqualTo("2001:0db8:0007:…");
        assertThat(Networks.of(InetAddress.ofLiteral("::ffff:203.0.113.77"))).isEqualTo("203.0.113.…");
        assertThat(Networks.of(InetAddress.ofLiteral("127.0.0.1"))).isEqualTo("local");
        assertThat(Networks.of(InetAddress.ofLiteral("::1"))).isEqualTo("local");
    }

    @Test
    void saysInWordsWhereThatIsAndWhetherItIsHere() {
        assertThat(Networks.words("203.0.113.…", "198.51.100.…")).isEqualTo("The network 203.0.113.…");
        assertThat(Networks.words("192.168.1.…", "192.168.1.…"))
                .isEqualTo("A network at home or at work, 192.168.1.…, which you use now");
        assertThat(Networks.words("172.32.0.…", "")).isEqualTo("The network 172.32.0.…");
        assertThat(Networks.words("fd00:0001:0002:…", "")).startsWith("A network at home");
        assertThat(Networks.words("unknown", "unknown")).isEqualTo("Not known");
    }
}
