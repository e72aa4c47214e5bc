package org.throughline.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.throughline.safefetch.Resolver;
import org.throughline.server.access.RegistrationDoor;
import org.throughline.server.access.WebhookDoor;
import org.throughline.server.frameworks.MirrorDoors;
import org.throughline.server.frameworks.PackageDoor;
import org.throughline.server.organizations.DomainFileDoor;
import org.throughline.server.organizations.ProviderDoors;
import org.throughline.server.records.web.CredentialDoor;
import org.throughline.server.support.ServerTest;

/** The server in a world of strangers: names lead where a liar wants, and one front is trusted by the operator. */
@ServerTest
@Import({
    AmongStrangers.Lies.class,
    VerificationDoors.class,
    CredentialDoor.class,
    PackageDoor.class,
    MirrorDoors.class,
    WebhookDoor.class,
    RegistrationDoor.class,
    DomainFileDoor.class,
    ProviderDoors.class
})
abstract class AmongStrangers {
    static final Canaries CANARIES = Canaries.all();

    /** Routed nowhere, and to the table an ordinary public address: the space 2e00::/7 was never given out. */
    private static final String NOWHERE = "2e00:dead::1";

    private static final Map<String, AtomicInteger> LOOK_UPS = new ConcurrentHashMap<>();

    @DynamicPropertySource
    static void oneHostIsTrusted(DynamicPropertyRegistry properties) {
        properties.add("throughline.fetch.trusted-hosts", CANARIES::trustedHosts);
        properties.add("throughline.public-url", () -> "https://ourselves.example.net");
    }

    /** No {@code @Configuration}: further servers of this JVM, which look for those, must not find it. */
    static class Lies {
        @Bean
        Resolver resolver() {
            return AmongStrangers::resolve;
        }

        @Bean
        SSLContext tls() {
            return CANARIES.tls();
        }
    }

    /** The resolver of a liar; {@code plain-7-x.example.com} leads to the private address of that number. */
    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".example.com")) {
            InetAddress hidden = InetAddress.ofLiteral(Forms.PRIVATE.get(Integer.parseInt(name.split("-")[1])));
            InetAddress open = InetAddress.ofLiteral(NOWHERE);
            int times = LOOK_UPS.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
            return switch (name.split("-")[0]) {
                case "plain" -> List.of(hidden);
                case "mixed" -> List.of(open, hidden);
                default -> List.of(times == 1 ? open : hidden);
            };
        }
        if (name.endsWith(".example.net") || name.equals("intranet") || name.contains("local")) {
            // the front is here, and whoever gets past the text of an address is at the canary
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        return List.of(InetAddress.getAllByName(host));
    }
}
