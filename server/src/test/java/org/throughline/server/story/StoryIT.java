package org.throughline.server.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;

/**
 * The main job: the story is told to the built server, killed in its middle and told on; its numbers are checked; a stranger verifies
 * with the server up, with a revoked credential and with the server gone; and everybody walks their pages in a browser.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // the first steps make what the later ones use
class StoryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Pattern CREDENTIAL_ID = Pattern.compile("urn:uuid:[0-9a-f-]{36}");
    private static final Pattern SHARE = Pattern.compile("/s#[A-Za-z0-9_-]+");

    private static Path data;
    private static Path badge;
    private static DemoProcess server;

    @BeforeAll
    static void makeRoom() throws Exception {
        Path target = Places.project().resolve("server/target");
        data = Files.createDirectories(target.resolve("story"))
                .resolve("data-" + ProcessHandle.current().pid());
        badge = target.resolve("story/badge.json");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void theStoryGoesOnAfterTheServerWasKilledInItsMiddle() throws Exception {
        int port = DemoProcess.freePort();
        server = DemoProcess.start(data, port);
        server.chapter("Achievements", PATIENCE);
        Thread.sleep(1500);
        assertThat(server.lines())
                .as("killed while credentials are issued")
                .noneMatch(l -> l.contains("] Credentials"));
        server.kill();

        server = DemoProcess.start(data, port);
        server.await(l -> l.startsWith("Throughline is ready"), PATIENCE);

        assertThat(server.chapter("People", PATIENCE))
                .contains("3 organizations")
                .contains("told before");
        assertThat(server.chapter("Partnership", PATIENCE))
                .contains(
                        "“Plains Power Pathway” of 4 organizations, convened by High Plains Energy Coalition from a starter pack")
                .contains("Blue Mesa Energy came by a letter and brought its job role (29 items)")
                .contains("charter version 2 signed by 4");
        assertThat(server.chapter("First round", PATIENCE))
                .contains("round 1 is closed")
                .contains("14 hours logged");
        assertThat(server.chapter("Workshop", PATIENCE))
                .contains("with 3 people: 3 of 4 questions settled, minutes signed by High Plains Energy Coalition");
        assertThat(server.chapter("Frameworks", PATIENCE))
                .contains("3 frameworks, 180 items, 180 associations, 0 findings");
        assertThat(server.chapter("Alignments", PATIENCE))
                .contains("64 accepted")
                .contains("4 rejected");
        assertThat(server.chapter("Disputes", PATIENCE))
                .contains("2 pairs seen differently, 1 of them settled by High Plains Energy Coalition");
        assertThat(server.chapter("Endorsement", PATIENCE))
                .contains("Northern Prairie Power endorses “Substation Equipment and Switching” by 7 alignments");
        assertThat(server.chapter("Coverage", PATIENCE))
                .contains("22 of 27 (Line Installer Apprentice)")
                .contains("15 of 24 (Solar Field Technician)")
                .contains("25 of 29 (Substation Technician)");
        assertThat(server.chapter("Achievements", PATIENCE)).contains("10 achievements aligned with 78 outcomes");
        assertThat(server.chapter("Credentials", PATIENCE))
                .contains("200 learners: 706 Open Badges 3.0, 200 Comprehensive Learner Records 2.0");
        assertThat(server.chapter("Revocations", PATIENCE)).contains("6 badges revoked");
        assertThat(server.chapter("Verification", PATIENCE))
                .contains("906 credentials")
                .contains("6 INVALID");
        assertThat(server.chapter("Consents", PATIENCE))
                .contains("67 learners let every employer find them, 14 only one");
        assertThat(server.chapter("Talent needs", PATIENCE)).contains("3 needs, 28 requirements, 39 openings");
        assertThat(server.chapter("Matches", PATIENCE))
                .contains("Line Installer Apprentice: 72 considered, 10 of the first 50")
                .contains("Solar Field Technician: 60 considered, 6 of the first 50")
                .contains("Substation Technician: 72 considered, 16 of the first 50");
        assertThat(server.chapter("Pipeline", PATIENCE))
                .contains("28 competencies asked for, 3 that nobody proves yet");
    }

    @Test
    @Order(2)
    void aSecondTellingDoesNothingTwice() throws Exception {
        List<String> first =
                server.lines().stream().filter(l -> l.startsWith("[")).toList();
        server.stop();
        server = DemoProcess.start(
                data, Integer.parseInt(server.at("/").toString().replaceAll(".*:(\\d+)/", "$1")));
        server.await(l -> l.startsWith("Throughline is ready"), PATIENCE);
        List<String> second =
                server.lines().stream().filter(l -> l.startsWith("[")).toList();
        assertThat(second).hasSameSizeAs(first).allMatch(l -> l.endsWith("(told before)"));
    }

    @Test
    @Order(3)
    void aStrangerReadsWhatIsSharedAndVerifiesACopyOfIt() throws Exception {
        String share = shareLink();
        Stranger stranger = new Stranger(server);
        var page = stranger.open(share);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(page.body()).text())
                .contains("Verified")
                .contains("Substation Equipment and Switching")
                .contains("Riverbend Community College");
        Files.writeString(badge, stranger.document(share).body());
        assertThat(Jsoup.parse(page.body()).text())
                .contains("Who endorses it")
                .contains(
                        "Northern Prairie Power endorses that the course “Substation Equipment and Switching” answers");

        CommandLineVerifier.Said said = CommandLineVerifier.verify("--allow-local", badge.toString());
        assertThat(said.exit()).as(said.words()).isZero();
        assertThat(stranger.open("/s#" + "A".repeat(43)).statusCode()).isEqualTo(404);
    }

    @Test
    @Order(4)
    void everybodyWalksTheirPages() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Looks looks = new Looks();
            Walk walk = new Walk(chromium.browser(), server, new Visitors(server), looks);
            walk.stranger(shareLink());
            walk.convener();
            walk.educator();
            walk.employer();
            walk.learner();
            walk.leader();
            assertThat(looks.wrong()).isEmpty();
        }
    }

    @Test
    @Order(5)
    void everybodyDoesTheirPart() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (Chromium chromium = Chromium.start()) {
            Looks looks = new Looks();
            Visitors visitors = new Visitors(server);
            Parts parts = new Parts(chromium.browser(), server, visitors);
            parts.theConvenerSeesWhereItStandsAndAStrangerFindsNothing();
            parts.educatorDecidesWithOneKey();
            parts.learnerSharesAndAStrangerVerifies();
            parts.employerStatesANeedAndFollowsAMatch();
            new Convened(chromium.browser(), server, visitors, looks)
                    .anInvitedEmployerTakesPartAndStrangersAreKeptOut();
            assertThat(looks.wrong()).isEmpty();
        }
    }

    @Test
    @Order(6)
    void aRevokedBadgeIsInvalidAndABadgeWithoutItsServerCouldNotBeChecked() throws Exception {
        Matcher id = CREDENTIAL_ID.matcher(Files.readString(badge));
        assertThat(id.find()).isTrue();
        assertThat(new IssuerDesk(server).revoke(id.group())).contains("Revoked");
        CommandLineVerifier.Said ofRevoked = CommandLineVerifier.verify("--allow-local", badge.toString());
        assertThat(ofRevoked.exit()).as(ofRevoked.words()).isEqualTo(1);

        server.stop();
        CommandLineVerifier.Said alone = CommandLineVerifier.verify("--allow-local", "--json", badge.toString());
        assertThat(alone.exit()).as(alone.words()).isEqualTo(2);
        assertThat(alone.words())
                .contains("\"verdict\":\"UNDETERMINED\"")
                .containsPattern("\"id\":\"signature\",\"outcome\":\"passed\"")
                .containsPattern("\"id\":\"signer\",\"outcome\":\"passed\"")
                .containsPattern("\"id\":\"status\",\"outcome\":\"undetermined\"")
                .contains("Could not check whether it was revoked");
    }

    private static String shareLink() throws Exception {
        Matcher link = SHARE.matcher(server.chapter("Consents", PATIENCE));
        assertThat(link.find()).isTrue();
        return link.group();
    }
}
