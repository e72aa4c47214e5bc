package org.throughline.server.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.server.laws.samples.Leaks;

/** Law 5: what leaves for an address that a stranger names goes through safe-fetch; every other way out has a name here, or there is none. */
class WaysOutTests {
    private static final String SERVER = "org.throughline.server";

    /** Who may connect by themselves, and to whom. */
    private static final Set<String> CONNECT = Set.of(
            "org.throughline.safefetch.Connection", // the guarded door
            "org.throughline.matching.encoder.EncoderDirectory", // opens none: a jar on this machine
            SERVER + ".console.ImportRoad", // commands speak to the server of the same data directory, on this machine
            SERVER + ".console.OrderRoad",
            SERVER + ".console.Installation",
            SERVER + ".limits.web.PatientProtocol", // opens none: it ends connections that came in
            SERVER + ".console.TrainCommand"); // the build's own server, to load its classes once

    /** Who may turn a name into addresses. */
    private static final Set<String> LOOK_UP = Set.of(
            "org.throughline.safefetch.Resolver",
            SERVER + ".organizations.DnsProof"); // TXT records, of the machine's own name servers

    /** Who may make a fetcher with a rule of its own. */
    private static final Set<String> BUILD_FETCHERS = Set.of(
            SERVER + ".shared.OutboundRequests", // the one rule of the server
            SERVER + ".console.ImportCaseCommand"); // addresses that the operator types

    /** Who fetches in the server. Each has a door in {@code outbound.AmongStrangers}, at which every forbidden address is tried. */
    private static final Set<String> FETCH = Set.of(
            SERVER + ".site.ServerConfiguration", // verification: issuers, lists, whatever a check asks for
            SERVER + ".records.web.CredentialFetch",
            SERVER + ".frameworks.PackageFetch",
            SERVER + ".access.WebhookPost",
            SERVER + ".organizations.FileProof",
            SERVER + ".organizations.ProviderConversation",
            SERVER + ".organizations.KnownPasswords"); // the operator's list; what goes there is a hash's beginning

    private static final Set<String> CONNECTING = Set.of(
            "java.net.Socket",
            "java.net.DatagramSocket",
            "java.net.MulticastSocket",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.net.JarURLConnection",
            "java.net.URLClassLoader",
            "javax.net.SocketFactory",
            "javax.net.ssl.SSLSocket",
            "javax.net.ssl.SSLSocketFactory",
            "javax.net.ssl.HttpsURLConnection",
            "java.nio.channels.SocketChannel",
            "java.nio.channels.AsynchronousSocketChannel",
            "java.nio.channels.DatagramChannel",
            "java.awt.Desktop",
            "org.springframework.core.io.UrlResource",
            "org.springframework.core.io.FileUrlResource",
            "org.springframework.core.io.ResourceLoader",
            "org.springframework.core.io.DefaultResourceLoader",
            "org.springframework.security.oauth2.jwt.JwtDecoders",
            "org.springframework.security.oauth2.jwt.SupplierJwtDecoder",
            "org.springframework.security.oauth2.server.resource.authentication.JwtIssuerAuthenticationManagerResolver",
            "com.nimbusds.jose.util.DefaultResourceRetriever",
            "com.nimbusds.jose.jwk.source.JWKSourceBuilder",
            "com.nimbusds.jose.jwk.source.RemoteJWKSet",
            "com.apicatalog.jsonld.loader.HttpLoader",
            "com.apicatalog.jsonld.loader.SchemeRouter");

    private static final ArchRule NOBODY_ELSE_CONNECTS = noClasses()
            .that(areNot(CONNECT))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net.http..",
                            "org.springframework.web.client..",
                            "org.springframework.web.reactive.function.client..",
                            "org.springframework.web.service..",
                            "org.springframework.web.socket.client..",
                            "org.springframework.http.client..",
                            "org.springframework.boot.restclient..",
                            "org.springframework.security.oauth2.client..",
                            "org.springframework.security.oauth2.server.resource.introspection..",
                            "com.nimbusds.oauth2.sdk.http..",
                            "com.apicatalog.jsonld.http..",
                            "org.apache.http..",
                            "org.apache.hc..",
                            "okhttp3..",
                            "io.netty..",
                            "reactor.netty..",
                            "org.eclipse.jetty.client..",
                            "java.rmi..",
                            "sun.net..")
                    .or(describe("open connections", c -> CONNECTING.contains(c.getName()))));

    /** Letters go to the operator's own server. */
    private static final ArchRule ONLY_THE_MAIL_ROOM_SPEAKS_TO_MAIL_SERVERS = noClasses()
            .that(describe("are outside the mail room", c -> !c.getPackageName().startsWith(SERVER + ".mail")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.mail..", "org.springframework.mail.."));

    private static final ArchRule NOBODY_ELSE_LOOKS_NAMES_UP = noClasses()
            .that(areNot(LOOK_UP))
            .should(call(
                    "looks a name up",
                    target -> target.getOwner().isEquivalentTo(java.net.InetAddress.class)
                                    && List.of("getByName", "getAllByName").contains(target.getName())
                            || target.getOwner().isEquivalentTo(java.net.InetSocketAddress.class)
                                    && target.getName().equals("<init>")
                                    && takes(target, String.class)
                            || target.getOwner().getPackageName().startsWith("javax.naming")));

    /** Ways to fetch an address without anybody seeing a connection in the code. */
    private static final ArchRule NOTHING_IS_FETCHED_BY_THE_WAY = noClasses()
            .should(call(
                    "fetches what is named to it",
                    target -> target.getOwner().isEquivalentTo(java.net.URL.class)
                                    && List.of("openStream", "openConnection", "getContent")
                                            .contains(target.getName())
                            || takes(target, java.net.URL.class)
                                    && !target.getOwner().getName().startsWith("org.throughline")
                            || parsesWhatAnAddressNames(target)
                            || target.getOwner().getPackageName().startsWith("com.nimbusds")
                                    && List.of("resolve", "load").contains(target.getName())
                            || target.getOwner().getPackageName().startsWith("org.springframework.security.oauth2.jwt")
                                    && List.of(
                                                    "withJwkSetUri",
                                                    "withIssuerLocation",
                                                    "fromIssuerLocation",
                                                    "fromOidcIssuerLocation")
                                            .contains(target.getName())));

    private static final ArchRule NOBODY_ELSE_MAKES_A_RULE = noClasses()
            .that(areNot(BUILD_FETCHERS))
            .and(describe("are outside safe-fetch", c -> !c.getPackageName().equals("org.throughline.safefetch")))
            .should()
            .callMethod(org.throughline.safefetch.SafeFetcher.class, "builder");

    private static final List<ArchRule> ALL = List.of(
            NOBODY_ELSE_CONNECTS,
            ONLY_THE_MAIL_ROOM_SPEAKS_TO_MAIL_SERVERS,
            NOBODY_ELSE_LOOKS_NAMES_UP,
            NOTHING_IS_FETCHED_BY_THE_WAY,
            NOBODY_ELSE_MAKES_A_RULE);

    @Test
    void thereIsNoOtherWayOut() {
        ALL.forEach(rule -> rule.check(House.CLASSES));
    }

    @Test
    void everyNamedDoorIsStillUsed() {
        Stream.of(CONNECT, LOOK_UP, BUILD_FETCHERS, FETCH)
                .flatMap(Set::stream)
                .forEach(name -> assertThat(House.CLASSES.contain(name))
                        .as(name + " is there")
                        .isTrue());
    }

    @Test
    void whoeverFetchesHasADoorAtWhichForbiddenAddressesAreTried() {
        Set<String> fetching = House.CLASSES.stream()
                .filter(c -> c.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getName().equals(SERVER + ".shared.OutboundRequests")
                                && call.getName().equals("fetcher")))
                .map(WaysOutTests::outermost)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fetching).isEqualTo(new TreeSet<>(FETCH));
    }

    @Test
    void theseLawsCatchEveryOtherWayThatWeKnow() {
        JavaClasses leaks = new ClassFileImporter().importClasses(Leaks.class.getDeclaredClasses());
        assertThat(leaks).hasSizeGreaterThan(20);
        for (JavaClass leak : leaks) {
            JavaClasses one = leaks.that(describe("are this one", leak::equals));
            assertThat(ALL.stream()
                            .anyMatch(rule ->
                                    rule.allowEmptyShould(true).evaluate(one).hasViolation()))
                    .as(leak.getSimpleName())
                    .isTrue();
        }
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> areNot(Set<String> named) {
        return describe("are not named here", c -> !named.contains(outermost(c)));
    }

    private static String outermost(JavaClass c) {
        int nested = c.getName().indexOf('$');
        return nested < 0 ? c.getName() : c.getName().substring(0, nested);
    }

    private static boolean takes(CodeUnitAccessTarget target, Class<?> type) {
        return target.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(type));
    }

    private static boolean parsesWhatAnAddressNames(CodeUnitAccessTarget target) {
        return Set.of(
                                "javax.xml.parsers.DocumentBuilder",
                                "javax.xml.parsers.SAXParser",
                                "org.xml.sax.XMLReader",
                                "org.xml.sax.InputSource",
                                "javax.xml.transform.stream.StreamSource")
                        .contains(target.getOwner().getName())
                && Set.of("parse", "<init>", "setSystemId").contains(target.getName())
                && takes(target, String.class);
    }

    private static ArchCondition<JavaClass> call(String words, Predicate<CodeUnitAccessTarget> wrong) {
        return new ArchCondition<>("call a method that " + words) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                Stream.concat(item.getCodeUnitCallsFromSelf().stream(), item.getCodeUnitReferencesFromSelf().stream())
                        .filter(access -> wrong.test((CodeUnitAccessTarget) access.getTarget()))
                        .forEach(access -> events.add(SimpleConditionEvent.satisfied(item, access.getDescription())));
            }
        };
    }
}
