package org.throughline.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.access.Programs.Said;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks tell a receiver that stands outside, over real HTTP. */
@ServerTest
@TestPropertySource(properties = "throughline.fetch.allow-loopback=true")
class WebhooksIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookPost post;
    private final AuditLog log;
    private final TransactionTemplate transactions;
    private final Person owner;
    private final Organization employer;
    private final HttpServer receiver;
    private final AtomicInteger answer = new AtomicInteger(204);
    private final List<Message> came = new CopyOnWriteArrayList<>();

    record Message(String id, String timestamp, String signature, String body) {}

    WebhooksIT(
            RunningServer server,
            People people,
            Organizations organizations,
            Webhooks webhooks,
            Deliveries deliveries,
            WebhookPost post,
            AuditLog log,
            TransactionTemplate transactions)
            throws Exception {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.post = post;
        this.log = log;
        this.transactions = transactions;
        String tag = UUID.randomUUID().toString().substring(0, 8);
        owner = people.register("Olga Owner", "olga-" + tag + "@example.org", PASSWORD);
        employer =
                organizations.create("hooks-" + tag, "Harbor Health", OrganizationKind.EMPLOYER, null, "", owner.id());
        organizations.setRoles(employer.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            came.add(new Message(
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void tellsWhatWasDoneOnceAndSigned() throws Exception {
        Webhooks.Made made = make("roles", "talent-need");
        Person member = people.register("Max Member", "max-" + UUID.randomUUID() + "@example.org", PASSWORD);
        organizations.setRoles(employer.id(), member.id(), Set.of(Role.VIEWER), owner.id());
        act("talent-need.stated", UUID.randomUUID().toString());
        act("framework.imported", UUID.randomUUID().toString()); // nobody asked for this one

        await(() -> came.size() >= 2);
        assertThat(came).hasSize(2);
        JsonNode first = came.stream()
                .map(message -> JsonMapper.builder().build().readTree(message.body()))
                .filter(body -> body.path("type").asString().equals("roles.set"))
                .findFirst()
                .orElseThrow();
        assertThat(first.path("data").path("organization").asString())
                .isEqualTo(employer.id().toString());
        assertThat(first.path("data").path("subject").asString())
                .isEqualTo(member.id().toString());
        assertThat(came.toString()).doesNotContain("Max", "@example");
        for (Message message : came) {
            assertThat(isGenuine(message, made.secret())).isTrue();
            assertThat(isGenuine(message, "whsec_" + Base64.getEncoder().encodeToString(new byte[32])))
                    .isFalse();
        }
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM access.webhook WHERE id = ? AND secret::text LIKE '%whsec%'")
                        .param(made.webhook().id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    // --8<-- [start:verify]
    /** How a receiver makes sure that a message is ours, and is new. */
    static boolean isGenuine(Message message, String secret) throws Exception {
        long age = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(message.timestamp()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] signed =
                (message.id() + "." + message.timestamp() + "." + message.body()).getBytes(StandardCharsets.UTF_8);
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        return age < 300 && List.of(message.signature().split(" ")).contains(expected);
    }
    // --8<-- [end:verify]

    @Test
    void aNewSecretSignsBesideTheOlderOne() throws Exception {
        Webhooks.Made made = make("talent-need");
        String second =
                webhooks.rotate(employer.id(), made.webhook().id(), owner.id().toString());
        act("talent-need.stated", "n");
        await(() -> !came.isEmpty());
        assertThat(isGenuine(came.getFirst(), made.secret())).isTrue();
        assertThat(isGenuine(came.getFirst(), second)).isTrue();
        server.sql()
                .sql("UPDATE access.webhook SET older_until = now() - interval '1 second' WHERE id = ?")
                .param(made.webhook().id())
                .update();
        act("talent-need.stated", "m");
        await(() -> came.size() > 1);
        assertThat(isGenuine(came.getLast(), made.secret())).isFalse();
        assertThat(isGenuine(came.getLast(), second)).isTrue();
    }

    @Test
    void triesAgainWithPausesAndTellsAgainOnRequest() throws Exception {
        answer.set(500);
        Webhooks.Made made = make("talent-need");
        act("talent-need.stated", "n");
        await(() -> came.size() == 1 && first(made).tried().size() == 1);
        Delivery waiting = first(made);
        assertThat(waiting.state()).isEqualTo(Delivery.State.WAITING);
        assertThat(waiting.tried().getFirst().status()).isEqualTo(500);
        assertThat(waiting.nextAt())
                .isAfter(Instant.now().plusSeconds(1))
                .isBefore(Instant.now().plusSeconds(6));

        answer.set(200);
        due(made);
        await(() -> first(made).state() == Delivery.State.DELIVERED);
        assertThat(came).extracting(Message::id).containsOnly(waiting.id());

        assertThat(deliveries.replay(
                        made.webhook(),
                        waiting.id(),
                        Instant.EPOCH,
                        Instant.now().plusSeconds(9),
                        owner.id().toString()))
                .isEqualTo(1);
        await(() -> came.size() == 3);
        assertThat(came.getLast().id()).isEqualTo(waiting.id());
        assertThat(deliveries.replay(
                        made.webhook(),
                        null,
                        Instant.EPOCH,
                        Instant.now().minusSeconds(3600),
                        owner.id().toString()))
                .isZero();
    }

    @Test
    void givesUpAfterADay() throws Exception {
        answer.set(503);
        Webhooks.Made made = make("talent-need");
        act("talent-need.stated", "n");
        await(() -> first(made) != null && first(made).tried().size() == 1);
        server.sql()
                .sql("UPDATE access.delivery SET dead_after = now() WHERE webhook = ?")
                .param(made.webhook().id())
                .update();
        due(made);
        await(() -> first(made).state() == Delivery.State.DEAD);
        assertThat(Deliveries.PAUSES.stream().reduce(Duration.ZERO, Duration::plus))
                .isLessThan(Deliveries.TRIED_FOR);
    }

    @Test
    void stopsAWebhookThatFailsAgainAndAgainAndTellsItsOwners() throws Exception {
        answer.set(500);
        Webhooks.Made made = make("talent-need");
        server.sql()
                .sql("UPDATE access.webhook SET failures = ? WHERE id = ?")
                .params(WebhookPost.TOO_MANY - 1, made.webhook().id())
                .update();
        act("talent-need.stated", "n");
        await(() -> webhooks.require(employer.id(), made.webhook().id()).state() == Webhook.State.DISABLED);
        Visitor olga = new Visitor(server);
        olga.signIn(String.valueOf(owner.email()), PASSWORD);
        assertThat(olga.get("/").html().select("main").text()).contains("1 webhook failed so often that we stopped");
        Seen page =
                olga.get("/o/" + employer.slug() + "/webhooks/" + made.webhook().id());
        assertThat(page.html().select("main").text()).contains("We stopped telling it", "Status 500");

        answer.set(200);
        olga.post("/o/" + employer.slug() + "/webhooks/" + made.webhook().id() + "/state", "pause", "false");
        due(made);
        await(() -> first(made).state() == Delivery.State.DELIVERED);
    }

    @Test
    void tellsWhatHappenedWhileItWasPausedOnceItGoesOn() throws Exception {
        Webhooks.Made made = make("talent-need");
        webhooks.pause(employer.id(), made.webhook().id(), true, owner.id().toString());
        act("talent-need.stated", "meanwhile");
        await(() -> first(made) != null);
        due(made);
        post.round();
        assertThat(came).isEmpty();
        assertThat(first(made).state()).isEqualTo(Delivery.State.WAITING);

        webhooks.pause(employer.id(), made.webhook().id(), false, owner.id().toString());

        await(() -> first(made).state() == Delivery.State.DELIVERED);
        assertThat(came).hasSize(1);
    }

    @Test
    @AbuseCase(
            value = "P2",
            defence = "a withdrawal takes what waits about that person out of what waits",
            in = "org.throughline.server.access.Deliveries",
            method = "cancel",
            answer = "nothing")
    void whatWaitsAboutSomebodyWhoNoLongerAgreesIsNotTold() throws Exception {
        answer.set(500);
        Webhooks.Made made = make("candidate");
        Person learner = people.register("Lena Learner", "lena-" + UUID.randomUUID() + "@example.org", PASSWORD);
        transactions.executeWithoutResult(status -> log.record(new AuditEntry(
                "candidate.found",
                owner.id().toString(),
                employer.id().toString(),
                learner.id().toString(),
                Map.of())));
        await(() -> came.size() == 1 && first(made).tried().size() == 1);
        transactions.executeWithoutResult(status -> log.record(
                new AuditEntry("consent.withdrawn", learner.id().toString(), null, "all-employers", Map.of())));
        await(() -> first(made).state() == Delivery.State.CANCELLED);
        answer.set(200);
        due(made);
        post.round();
        assertThat(came).hasSize(1);
        assertThat(deliveries.replay(
                        made.webhook(),
                        first(made).id(),
                        Instant.EPOCH,
                        Instant.now().plusSeconds(9),
                        owner.id().toString()))
                .as("a replay does not bring it back")
                .isZero();
    }

    @Test
    void twoServersTellEachMessageOnce() throws Exception {
        Webhooks.Made made = make("talent-need");
        for (int i = 0; i < 20; i++) {
            act("talent-need.stated", "n" + i);
        }
        List<Thread> servers = List.of(
                Thread.ofVirtual().start(() -> post.round()),
                Thread.ofVirtual().start(() -> post.round()),
                Thread.ofVirtual().start(() -> post.round()));
        for (Thread one : servers) {
            one.join();
        }
        await(() -> deliveries.of(made.webhook().id(), 0, 100).items().stream()
                        .filter(d -> d.state() == Delivery.State.DELIVERED)
                        .count()
                == 20);
        assertThat(came).hasSize(20).extracting(Message::id).doesNotHaveDuplicates();
    }

    @Test
    void aProgramKeepsWebhooksByTheApi() throws Exception {
        Visitor olga = new Visitor(server);
        olga.signIn(String.valueOf(owner.email()), PASSWORD);
        olga.get("/account/keys");
        String key = olga.post("/account/keys", "name", "k", "days", "1", "scopes", "webhooks.manage")
                .html()
                .select("code.secret")
                .text();
        try (Programs program = new Programs(server)) {
            String base = "/api/v1/organizations/" + employer.slug() + "/webhooks";
            Said made = program.call(
                    "POST", base, key, "application/json", "{\"url\":\"" + url() + "\",\"events\":[\"talent-need\"]}");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.text("secret")).startsWith("whsec_");
            assertThat(made.header("Location")).endsWith(made.text("id"));
            assertThat(program.call(
                                    "POST",
                                    base,
                                    key,
                                    "application/json",
                                    "{\"url\":\"https://x.example.org\",\"events\":[\"*\"],\"state\":\"ACTIVE\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(program.call(
                                    "POST",
                                    base,
                                    key,
                                    "application/json",
                                    "{\"url\":\"file:///etc/passwd\",\"events\":[\"*\"]}")
                            .status())
                    .isEqualTo(422);
            assertThat(program.get(base, key).json().path("webhooks").size()).isEqualTo(1);
            String one = base + "/" + made.text("id");
            assertThat(program.call("POST", one + "/ping", key, null, "").status())
                    .isEqualTo(202);
            await(() -> !came.isEmpty());
            assertThat(isGenuine(came.getFirst(), made.text("secret"))).isTrue();
            Said told = program.get(one + "/deliveries", key);
            assertThat(told.json().path("deliveries").get(0).path("event").asString())
                    .isEqualTo("webhook.tested");
            assertThat(program.call("POST", one + "/replay", key, null, "").status())
                    .isEqualTo(400);
            assertThat(program.call("DELETE", one, key, null, null).status()).isEqualTo(204);
            assertThat(program.get(one, key).status()).isEqualTo(404);
        }
    }

    private Webhooks.Made make(String... events) {
        return webhooks.make(employer.id(), url(), Set.of(events), owner.id().toString());
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    private void act(String action, String subject) {
        transactions.executeWithoutResult(status -> log.record(
                new AuditEntry(action, owner.id().toString(), employer.id().toString(), subject, Map.of())));
    }

    private Delivery first(Webhooks.Made made) {
        return deliveries.of(made.webhook().id(), 0, 1).items().getFirst();
    }

    private void due(Webhooks.Made made) {
        server.sql()
                .sql("UPDATE access.delivery SET next_at = now() WHERE webhook = ? AND state = 'WAITING'")
                .param(made.webhook().id())
                .update();
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        Instant until = Instant.now().plusSeconds(20);
        while (true) {
            try {
                if (wanted.getAsBoolean()) {
                    return;
                }
            } catch (java.util.NoSuchElementException e) {
                // nothing there yet
            }
            assertThat(Instant.now()).as("it takes too long").isBefore(until);
            Thread.sleep(50);
        }
    }
}
