package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.safefetch.FetchPolicy;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.outbound.Canaries;
import org.throughline.server.support.ServerTest;

/** A domain is proven by what stands in its DNS or on its website: a real question over UDP and TLS, and the look of every day. */
@ServerTest
class DomainProofIT {
    private static final Duration A_DAY = Duration.ofHours(25);

    private final Canaries website = Canaries.all();
    private final NameServer names = new NameServer();
    private final Later clock = new Later();
    private final JdbcClient jdbc;
    private final AuditLog log;
    private final Organizations organizations;
    private final Domains domains;
    private final Person owner;
    private final Organization college;
    private final String host = "d" + UUID.randomUUID().toString().substring(0, 8);
    private final String domain = host + ".front.example.net";

    DomainProofIT(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditLog log,
            People people,
            Organizations organizations) {
        this.jdbc = jdbc;
        this.log = log;
        this.organizations = organizations;
        this.owner = people.register("Dora Domain", UUID.randomUUID() + "@example.org", "correct horse battery staple");
        this.college = organization();
        SafeFetcher fetcher = SafeFetcher.builder()
                .policy(FetchPolicy.strict()
                        .trustingHosts(Set.of(domain + ":" + website.port(), "other-" + domain + ":" + website.port())))
                .resolver(name -> List.of(InetAddress.ofLiteral("127.0.0.1")))
                .tls(website.tls())
                .build();
        this.domains = new Domains(
                jdbc,
                List.of(new DnsProof(names.address()), new FileProof(fetcher, website.port())),
                transactions,
                log,
                clock);
    }

    @AfterEach
    void close() {
        names.close();
    }

    @Test
    void aTokenInTheDnsProvesIt() {
        Domain added = domains.add(college.id(), domain, owner.id());
        assertThat(look().isVerified()).as("nothing stands there").isFalse();
        assertThat(seenByAnybody()).isFalse();

        names.put("_throughline." + domain, "v=spf1 -all", added.token() + "x", "throughline-verification=another");
        assertThat(look().isVerified()).as("others stand there").isFalse();
        names.put(domain, added.token());
        assertThat(look().isVerified()).as("it stands at another name").isFalse();

        names.put("_throughline." + domain, "v=spf1 -all", added.token());
        assertThat(look().isVerified()).isTrue();
        assertThat(seenByAnybody()).isTrue();
        assertThat(acts())
                .as("a look that somebody asked for is an act, also where nothing is found")
                .containsExactly(
                        "domain.verified", "domain.looked-at", "domain.looked-at", "domain.looked-at", "domain.added");
        assertThat(way()).isEqualTo("dns");
    }

    @Test
    void aFileOnTheWebsiteProvesIt() {
        Domain added = domains.add(college.id(), domain, owner.id());
        website.publish(host, "Something else\n" + added.token() + "-not-quite\n");
        assertThat(look().isVerified()).isFalse();

        website.publish(host, "# ours\n  " + added.token() + "  \n");
        assertThat(look().isVerified()).isTrue();
        assertThat(way()).isEqualTo("file");
        assertThat(acts()).containsExactly("domain.verified", "domain.looked-at", "domain.added");
    }

    @Test
    void whatAnotherSaysIsNoProof() {
        Domain added = domains.add(college.id(), domain, owner.id());
        Domain theirs = domains.add(organization().id(), domain, owner.id());
        names.put("_throughline." + domain, theirs.token());
        website.publish(host, theirs.token());
        assertThat(look().isVerified()).as("another organization's token").isFalse();

        names.remove("_throughline." + domain);
        website.publish("other-" + host, added.token());
        website.publish(host, "-> https://other-" + domain + ":" + website.port() + "/.well-known/throughline.txt");
        assertThat(look().isVerified()).as("a redirect to another host").isFalse();

        website.publish(host, "");
        names.put("_throughline." + domain, added.token());
        for (NameServer.Mood mood :
                List.of(NameServer.Mood.FAILING, NameServer.Mood.SILENT, NameServer.Mood.GUESSING)) {
            names.be(mood);
            long begin = System.nanoTime();
            assertThat(look().isVerified()).as(mood.toString()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void theLookOfEveryDayTakesAProofAwayAfterThreeMissesAndGivesItBack() {
        Domain added = domains.add(college.id(), domain, owner.id());
        names.put("_throughline." + domain, added.token());
        assertThat(look().isVerified()).isTrue();

        names.remove("_throughline." + domain);
        domains.lookAgain();
        assertThat(now().lookedAt()).as("not within the day").isEqualTo(now().verifiedAt());
        for (int misses = 1; misses <= 2; misses++) {
            clock.passes(A_DAY);
            domains.lookAgain();
            assertThat(now().isVerified()).as(misses + " misses").isTrue();
        }
        names.put("_throughline." + domain, added.token());
        clock.passes(A_DAY);
        domains.lookAgain(); // one look that finds it begins the count anew
        names.remove("_throughline." + domain);
        for (int misses = 1; misses <= 2; misses++) {
            clock.passes(A_DAY);
            domains.lookAgain();
        }
        assertThat(seenByAnybody()).isTrue();

        clock.passes(A_DAY);
        domains.lookAgain();
        assertThat(now().isVerified()).isFalse();
        assertThat(seenByAnybody()).isFalse();
        assertThat(acts()).containsExactly("domain.lost", "domain.verified", "domain.added");
        clock.passes(A_DAY);
        domains.lookAgain();
        assertThat(acts()).as("nobody looks for what nobody asks for").hasSize(3);

        website.publish(host, added.token());
        assertThat(look().isVerified()).isTrue();
        assertThat(acts()).startsWith("domain.verified", "domain.lost");
    }

    private Organization organization() {
        return organizations.create(
                "domain-" + UUID.randomUUID(), "Riverbend", OrganizationKind.EDUCATOR, null, "", owner.id());
    }

    private Domain look() {
        return domains.look(college.id(), domain, owner.id().toString());
    }

    private Domain now() {
        return domains.of(college.id()).getFirst();
    }

    private String way() {
        return jdbc.sql("SELECT way FROM organizations.domain WHERE organization = :id")
                .param("id", college.id().value())
                .query(String.class)
                .single();
    }

    private boolean seenByAnybody() {
        return Reach.as(
                new Reach.Public(),
                () -> domains.of(college.id()).stream()
                        .anyMatch(seen -> seen.name().equals(domain)));
    }

    private List<String> acts() {
        return log.of(college.id().toString(), 0, 100).items().stream()
                .map(entry -> entry.entry().action())
                .filter(action -> action.startsWith("domain."))
                .toList();
    }

    /** A clock that a test moves on. */
    private static final class Later extends Clock {
        private Instant now = Instant.now();

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
