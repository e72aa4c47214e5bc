package org.throughline.safefetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTableTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255"
            })
    void refusesSpecialAddressesOfIpv4(String address) {
        assertThat(AddressTable.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::7f00:1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "2001:db8::1",
                "3fff::1",
                "2001:2::1",
                "2001:10::1",
                "64:ff9b:1::1",
                "5f00::1",
                "4000::1"
            })
    void refusesSpecialAddressesOfIpv6(String address) {
        assertThat(AddressTable.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:127.0.0.1", // mapped
                "64:ff9b::7f00:1", // NAT64 of 127.0.0.1
                "64:ff9b::a9fe:a9fe", // NAT64 of 169.254.169.254
                "2002:7f00:1::", // 6to4 of 127.0.0.1
                "2002:a00:1::1", // 6to4 of 10.0.0.1
                "2001:0:808:808:0:0:80ff:fffe", // Teredo, client 127.0.0.1 inverted
                "2001:0:a00:1:0:0:f7f7:f7f7", // Teredo, server 10.0.0.1, client 8.8.8.8
                "2a00:1450::5efe:7f00:1", // ISATAP of 127.0.0.1
                "2a00:1450::200:5efe:a9fe:a9fe" // ISATAP of 169.254.169.254
            })
    void judgesAnIpv6AddressByTheIpv4AddressInside(String address) {
        assertThat(AddressTable.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    @Test
    void judgesAMappedAddressAlsoWhenJavaDoesNotUnwrapIt() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;
        assertThat(AddressTable.refusal(java.net.Inet6Address.getByAddress(null, mapped, -1)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2a00:1450:4001::200e",
                "2606:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "2001:0:808:808:0:0:f7f7:f7f7",
                "2001:200::1"
            })
    void letsOrdinaryPublicAddressesPass(String address) {
        assertThat(AddressTable.refusal(InetAddress.ofLiteral(address))).isEmpty();
    }
}
