package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.throughline.server.limits.Act;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;

/** Guessing who has an account, and with which password. Each test comes from an address of its own on this machine. */
@ServerTest
class GuessingIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String COMPARED = "throughline.passwords.compared";
    private static final long FAILURES = Act.SIGN_IN_FAILURES.usual().acts();

    /** As the tests have it: fewer than is usual. */
    private static final int ELSEWHERE = 30;

    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final MeterRegistry meters;
    private final Mailbox mailbox;

    GuessingIT(RunningServer server, People people, Organizations organizations, MeterRegistry meters) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.meters = meters;
        this.mailbox = new Mailbox(server);
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "attempts are counted per account and address, and failures per address",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void stopsWhoeverTriesAThousandAccountsFromOneAddressAndNobodyElse() throws Exception {
        Guesser guesser = new Guesser();
        long looked = 0;
        for (int i = 0; i < 1_000; i++) {
            HttpResponse<String> answer =
                    guesser.post("/sign-in", "email", UUID.randomUUID() + "@example.org", "password", PASSWORD);
            if (answer.statusCode() != 429) {
                looked++;
                assertThat(looked).as("passwords that were compared").isLessThanOrEqualTo(FAILURES);
            } else {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        }
        assertThat(looked).isEqualTo(FAILURES);

        Person ana = someone("Ana Elsewhere");
        assertThat(new Visitor(server)
                        .signIn(String.valueOf(ana.email()), PASSWORD)
                        .heading())
                .contains("Ana Elsewhere");
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "attempts are counted per account and address",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void stopsWhoeverTriesOneAccountAHundredTimesButNotThePersonElsewhere() throws Exception {
        Person ana = someone("Ana Guessed");
        Guesser guesser = new Guesser();
        long looked = 0;
        for (int i = 0; i < 100; i++) {
            if (guesser.guess(ana, "guess number " + i) != 429) {
                looked++;
            }
        }
        assertThat(looked).isEqualTo(Act.SIGN_IN.usual().acts());
        assertThat(guesser.guess(ana, PASSWORD)).isEqualTo(429);
        assertThat(new Visitor(server)
                        .signIn(String.valueOf(ana.email()), PASSWORD)
                        .heading())
                .contains("Ana Guessed");
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "a device that the account knows has a count of its own",
            in = "org.throughline.server.organizations.web.SignInAttempts",
            method = "isKnown",
            answer = "false")
    void letsAPersonInFromTheirDeviceWhileTheirAccountIsGuessedAtFromEverywhere() throws Exception {
        Person ana = someone("Ana At Home");
        String address = Guesser.address();
        Visitor atHome = Visitor.from(server, address);
        assertThat(atHome.signIn(String.valueOf(ana.email()), PASSWORD).heading())
                .contains("Ana At Home");
        atHome.get("/account");
        atHome.post("/sign-out");

        guessUntilNobodyIsLookedAt(ana);
        // from the very address too: a family's router, a campus
        Guesser beside = new Guesser(address);
        for (int i = 0; i < 10; i++) {
            beside.guess(ana, "guess number " + i);
        }

        assertThat(new Guesser().guess(ana, PASSWORD))
                .as("a device that is new")
                .isEqualTo(429);
        assertThat(atHome.signIn(String.valueOf(ana.email()), PASSWORD).heading())
                .as("the device of before")
                .contains("Ana At Home");
        HttpResponse<String> link = new Guesser().post("/sign-in/link", "email", String.valueOf(ana.email()));
        assertThat(link.statusCode()).as("a letter from anywhere").isEqualTo(200);
    }

    @Test
    void countsEvenAKnownDeviceByItselfAndBelievesNoCookieThatIsNotOurs() throws Exception {
        Person ana = someone("Ana Lent Her Laptop");
        Visitor laptop = Visitor.from(server, Guesser.address());
        laptop.signIn(String.valueOf(ana.email()), PASSWORD);
        laptop.get("/account");
        laptop.post("/sign-out");
        laptop.get("/sign-in");
        int last = 0;
        for (int i = 0; i <= Act.SIGN_IN.usual().acts(); i++) {
            last = laptop.post("/sign-in", "email", String.valueOf(ana.email()), "password", "guess number " + i)
                    .status();
        }
        assertThat(last).isEqualTo(429);

        Person ben = someone("Ben Never Here");
        guessUntilNobodyIsLookedAt(ben);
        assertThat(laptop.post("/sign-in", "email", String.valueOf(ben.email()), "password", PASSWORD)
                        .status())
                .as("somebody else's account from a device that knows Ana")
                .isEqualTo(429);
        for (String forged : new String[] {"x", "A".repeat(43), "A".repeat(120), "%"}) {
            Guesser forger = new Guesser();
            forger.show("device", forged);
            assertThat(forger.guess(ben, PASSWORD)).as(forged).isEqualTo(429);
        }
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "where there is no password to compare with, nobody's is compared",
            in = "org.throughline.server.organizations.Passwords",
            method = "somebodysOrNobodys",
            answer = "argument")
    void doesTheSameWorkWhetherThereIsAnAccountOrNot() throws Exception {
        Guesser guesser = new Guesser();
        Person expected = people.ensure("Ana Without A Password", UUID.randomUUID() + "@example.org");
        for (String email : new String[] {
            String.valueOf(someone("Ana Known").email()),
            String.valueOf(expected.email()),
            UUID.randomUUID() + "@example.org",
            "not an address"
        }) {
            double before = meters.counter(COMPARED).count();
            assertThat(guesser.post("/sign-in", "email", email, "password", "another password")
                            .statusCode())
                    .isEqualTo(302);
            assertThat(meters.counter(COMPARED).count() - before)
                    .as("comparisons of a password for " + email)
                    .isEqualTo(1);
        }
    }

    @Test
    void answersTheSameWhetherAnAddressIsKnownOrNot() throws Exception {
        String known = String.valueOf(someone("Ana Known").email());
        String unknown = UUID.randomUUID() + "@example.org";
        Guesser guesser = new Guesser();

        assertSame(
                guesser.post("/sign-in", "email", known, "password", "another password"),
                guesser.post("/sign-in", "email", unknown, "password", "another password"));
        long before = waiting();
        assertSame(guesser.post("/sign-in/link", "email", known), guesser.post("/sign-in/link", "email", unknown));
        // whether there is a letter is looked up by a worker, after the answer
        assertThat(letters(unknown)).isZero();
        assertThat(waiting()).isLessThanOrEqualTo(before + 2);

        Visitor owner = new Visitor(server);
        Person olga = someone("Olga Owner");
        Organization college = college(olga);
        owner.signIn(String.valueOf(olga.email()), PASSWORD);
        String members = "/o/" + college.slug() + "/members";
        owner.get(members);
        Seen one = owner.post(members, "email", known, "roles", "VIEWER");
        Seen other = owner.post(members, "email", unknown, "roles", "VIEWER");
        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.address()).isEqualTo(one.address());
        assertThat(one.html().select("#toasts").text().replace(known, "X"))
                .isNotEmpty()
                .isEqualTo(other.html().select("#toasts").text().replace(unknown, "X"));
        owner.get("/account/addresses");
        Seen proofOfOne = owner.post("/account/addresses", "email", known);
        Seen proofOfOther = owner.post("/account/addresses", "email", unknown);
        assertThat(proofOfOne.status()).isEqualTo(proofOfOther.status());
        assertThat(proofOfOne.html().select("#toasts").text())
                .isNotEmpty()
                .isEqualTo(proofOfOther.html().select("#toasts").text());
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "failures in a row are counted for good, however slowly and from wherever they come",
            in = "org.throughline.server.organizations.FailuresInARow",
            method = "mayCompare",
            answer = "true")
    void restsAPasswordAfterAHundredFailuresInARowAndShutsItsPersonOutNowhere() throws Exception {
        Person ana = someone("Ana Patient");
        String email = String.valueOf(ana.email());
        Visitor atHome = Visitor.from(server, Guesser.address());
        atHome.signIn(email, PASSWORD);
        atHome.get("/account");
        atHome.post("/sign-out");
        failedInARow(ana, 89);

        new Guesser().guess(ana, "the ninetieth");
        assertThat(mailbox.to(email).getFirst())
                .contains("tried 90 times in a row")
                .contains("/sign-in/link");
        HttpResponse<String> right = new Guesser().post("/sign-in", "email", email, "password", PASSWORD);
        assertThat(right.headers().firstValue("Location"))
                .hasValueSatisfying(l -> assertThat(l).contains("failed"));
        assertSame(right, new Guesser().post("/sign-in", "email", email, "password", "a wrong one"));
        assertThat(mailbox.to(email)).as("one letter").hasSize(1);

        assertThat(atHome.signIn(email, PASSWORD).heading())
                .as("the device of before")
                .contains("Ana Patient");

        failedInARow(ana, 100);
        server.sql()
                .sql("DELETE FROM mail.outgoing WHERE recipient = :to")
                .param("to", email)
                .update();
        Visitor anywhere = Visitor.from(server, Guesser.address());
        anywhere.get("/sign-in/link");
        anywhere.post("/sign-in/link", "email", email);
        String link = mailbox.link(email);
        anywhere.get(link);
        assertThat(anywhere.post(link).heading()).as("a mailed link").contains("Ana Patient");
        assertThat(Visitor.from(server, Guesser.address())
                        .signIn(email, PASSWORD)
                        .heading())
                .as("the password works again")
                .contains("Ana Patient");
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "where there is no password to compare with, nobody's is compared",
            in = "org.throughline.server.organizations.Passwords",
            method = "somebodysOrNobodys",
            answer = "argument")
    void takesAsLongWhetherThereIsAnAccountOrNot() throws Exception {
        List<Guesser> guessers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            guessers.add(new Guesser());
        }
        String password = "another password";
        assertTakesAsLong("sign-in", 9, i -> guessers.get(i % 3), "/sign-in", "password", password);
        assertTakesAsLong("a link by mail", 9, i -> guessers.get(i % 3), "/sign-in/link", "ignored", "x");
    }

    @Test
    void takesAsLongToInviteOrToAddAnAddressThatIsKnownOrNot() throws Exception {
        Person olga = someone("Olga Quick");
        Person ola = someone("Ola Quick");
        Organization college = college(olga);
        organizations.setRoles(college.id(), ola.id(), Set.of(Role.OWNER), olga.id());
        List<Guesser> owners = List.of(signedIn(olga), signedIn(ola)); // ten letters a minute each
        String members = "/o/" + college.slug() + "/members";
        assertTakesAsLong("an invitation", 8, i -> owners.get(i % 2), members, "roles", "VIEWER");
        List<Guesser> others = List.of(signedIn(someone("Ute Quick")), signedIn(someone("Udo Quick")));
        assertTakesAsLong("a further address", 8, i -> others.get(i % 2), "/account/addresses", "ignored", "x");
    }

    private Guesser signedIn(Person person) throws Exception {
        Guesser guesser = new Guesser();
        guesser.post("/sign-in", "email", String.valueOf(person.email()), "password", PASSWORD);
        guesser.renewToken();
        return guesser;
    }

    /**
     * Asks in pairs, the one first and then the other. Where others keep the machine busy, the median of few differences says little and the
     * difference of the fastest answers says more; work that is done for one of the two alone shows in both.
     */
    private void assertTakesAsLong(
            String door, int pairs, IntFunction<Guesser> who, String path, String field, String value)
            throws Exception {
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        List<Long> differences = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            String somebodys = String.valueOf(someone("Ana Timed").email());
            String nobodys = UUID.randomUUID() + "@example.org";
            boolean first = i % 4 < 2;
            long one = micros(who.apply(i), path, first ? somebodys : nobodys, field, value);
            long two = micros(who.apply(i), path, first ? nobodys : somebodys, field, value);
            known.add(first ? one : two);
            unknown.add(first ? two : one);
            differences.add(known.getLast() - unknown.getLast());
        }
        Collections.sort(differences);
        long median = Math.abs(differences.get(pairs / 2));
        long fastest = Math.abs(Collections.min(known) - Collections.min(unknown));
        assertThat(Math.min(median, fastest))
                .as("microseconds by which %s tells known addresses: %d at the median, %d of the fastest"
                        .formatted(door, median, fastest))
                .isLessThan(20_000);
        System.out.printf("| %-18s | %6d us at the median | %6d us of the fastest |%n", door, median, fastest);
    }

    private static long micros(Guesser guesser, String path, String email, String field, String value)
            throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> answer = guesser.post(path, "email", email, field, value);
        assertThat(answer.statusCode()).isLessThan(400);
        return (System.nanoTime() - begin) / 1_000;
    }

    private void failedInARow(Person person, int failures) {
        server.sql()
                .sql("""
                        INSERT INTO organizations.failures_in_a_row VALUES (:person, 'PASSWORD', :failures, now())
                        ON CONFLICT (person, authenticator) DO UPDATE SET failures = :failures
                        """)
                .param("person", person.id().value())
                .param("failures", failures)
                .update();
    }

    private Organization college(Person owner) {
        Organization college = organizations.create(
                "guess-" + UUID.randomUUID().toString().substring(0, 8),
                "A College",
                OrganizationKind.EDUCATOR,
                "https://college.example",
                "",
                owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        return college;
    }

    /** Tries an account from many addresses, until what fails there is no longer looked at. */
    private void guessUntilNobodyIsLookedAt(Person person) throws Exception {
        int last = 302;
        for (int i = 0; last != 429; i++) {
            assertThat(i).as("tries").isLessThanOrEqualTo(ELSEWHERE);
            last = new Guesser().guess(person, "guess number " + i);
        }
    }

    private long waiting() {
        return server.sql()
                .sql("SELECT count(*) FROM organizations.link_request")
                .query(Long.class)
                .single();
    }

    private long letters(String email) {
        return server.sql()
                .sql("SELECT count(*) FROM organizations.one_time_link WHERE email = :email")
                .param("email", email)
                .query(Long.class)
                .single();
    }

    private Person someone(String name) {
        return people.register(name, UUID.randomUUID() + "@example.org", PASSWORD);
    }

    private static void assertSame(HttpResponse<String> one, HttpResponse<String> other) {
        assertThat(other.statusCode()).isEqualTo(one.statusCode());
        assertThat(other.headers().firstValue("Location"))
                .isEqualTo(one.headers().firstValue("Location"));
        assertThat(withoutToken(other.body())).isEqualTo(withoutToken(one.body()));
    }

    private static String withoutToken(String body) {
        return body.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    /** Somebody at another address of this machine. */
    private final class Guesser {
        private final HttpClient http;
        private String token = "";

        private final CookieManager cookies = new CookieManager();

        Guesser() throws Exception {
            this(address());
        }

        Guesser(String address) throws Exception {
            http = HttpClient.newBuilder()
                    .localAddress(InetAddress.ofLiteral(address))
                    .cookieHandler(cookies)
                    .build();
            renewToken();
        }

        /** Reads a form anew, whose token changes with the session. */
        void renewToken() throws Exception {
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(
                                    URI.create(server.at("/sign-in").toString().replace("localhost", "127.0.0.1")))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
            token = Jsoup.parse(page.body()).select("input[name=_csrf]").val();
        }

        /** An address of this machine that nobody else has. */
        static String address() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            return "127.%d.%d.%d".formatted(random.nextInt(1, 255), random.nextInt(1, 255), random.nextInt(1, 255));
        }

        /** Has a cookie that the server never gave. */
        void show(String name, String value) {
            HttpCookie cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(server.at("/"), cookie);
            cookies.getCookieStore().add(URI.create("http://127.0.0.1/"), cookie);
        }

        int guess(Person person, String password) throws Exception {
            return post("/sign-in", "email", String.valueOf(person.email()), "password", password)
                    .statusCode();
        }

        HttpResponse<String> post(String path, String... fields) throws Exception {
            StringBuilder form = new StringBuilder("_csrf=" + token);
            for (int i = 0; i < fields.length; i += 2) {
                form.append('&')
                        .append(fields[i])
                        .append('=')
                        .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.at(path).toString().replace("localhost", "127.0.0.1")))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form.toString()))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
