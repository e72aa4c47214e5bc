package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.Brandings;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SafePicture;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class FacePagesIT {
    private static final String PASSWORD = "four words that differ much";
    private static final String SHAPES =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"#00796b\"/></svg>";

    private final RunningServer server;
    private final Brandings brandings;
    private final String tag = "f" + UUID.randomUUID().toString().substring(0, 8);
    private final Organization college;
    private final Person owner;

    FacePagesIT(RunningServer server, People people, Organizations organizations, Brandings brandings) {
        this.server = server;
        this.brandings = brandings;
        this.owner = people.register("Olga Owner", "olga@" + tag + ".example", PASSWORD);
        this.college = organizations.create(
                tag,
                "Riverbend College",
                OrganizationKind.EDUCATOR,
                "https://riverbend.example",
                "Teaches trades.",
                owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
    }

    @Test
    void anOwnerShowsColourPlaceAndLogoToEverybody() throws Exception {
        Visitor visitor = in();
        visitor.get("/o/" + tag + "/face");
        assertThat(visitor.post("/o/" + tag + "/face", "accent", "#ffff99", "location", "Ohio")
                        .status())
                .isEqualTo(422);
        visitor.post("/o/" + tag + "/face", "accent", "#00796b", "location", "Riverbend, Ohio");
        brandings.hang(college.id(), SafePicture.of(SHAPES.getBytes(StandardCharsets.UTF_8)), owner.id());

        Visitor stranger = new Visitor(server);
        Visitor.Seen profile = stranger.get("/o/" + tag);
        assertThat(profile.html().text()).contains("Riverbend, Ohio");
        assertThat(profile.html().select("img[src^=/o/" + tag + "/logo]")).hasSize(1);
        assertThat(profile.html().select("circle[stroke=#00796b]")).isNotEmpty();
        HttpResponse<String> logo = server.get("/o/" + tag + "/logo");
        assertThat(logo.headers().firstValue("content-type")).hasValue("image/svg+xml");
        assertThat(logo.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("sandbox; default-src 'none'");
        assertThat(stranger.get("/o/" + tag + "/face").heading()).isNotEqualTo("Logo, colour and domains");
    }

    @Test
    void givesMachinesTheSameProfileAsOpenBadgesKnowIt() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.at("/o/" + tag))
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("application/ld+json");
        assertThat(answer.body()).contains("\"type\":[\"Profile\"]", "Riverbend College", "https://riverbend.example");
        assertThat(server.get("/o/" + tag).body()).contains("<html");
    }

    @Test
    void showsADomainOnlyAfterItWasProven() throws Exception {
        Visitor visitor = in();
        visitor.get("/o/" + tag + "/face");
        assertThat(visitor.post("/o/" + tag + "/face/domains", "domain", "https://x")
                        .status())
                .isEqualTo(422);
        Visitor.Seen added = visitor.post("/o/" + tag + "/face/domains", "domain", tag + ".invalid-example.test");
        assertThat(added.html().text()).contains("throughline-verification=", "Not proven yet");
        assertThat(visitor.post("/o/" + tag + "/face/domains/" + tag + ".invalid-example.test/look")
                        .html()
                        .text())
                .contains("found neither");
        assertThat(new Visitor(server).get("/o/" + tag).html().text()).doesNotContain("invalid-example");
        server.sql()
                .sql("update organizations.domain set verified_at = now(), way = 'dns' where organization = ?")
                .param(college.id().value())
                .update();
        assertThat(new Visitor(server).get("/o/" + tag).html().text()).contains("Proven domain", "invalid-example");
    }

    @Test
    void keepsNoPictureThatCouldDoAnything() throws Exception {
        for (String drawing : List.of(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://x.example/a.png\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"#a\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>@import url(https://x.example)</style></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(https://x.example#a)\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect style=\"background:url(//x.example)\"/></svg>",
                "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><title>&a;</title></svg>",
                "<?xml-stylesheet href=\"https://x.example/a.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"javascript:alert(1)\"/></svg>")) {
            assertThatThrownBy(() -> SafePicture.of(drawing.getBytes(StandardCharsets.UTF_8)))
                    .as(drawing)
                    .isInstanceOf(Problem.class);
        }
        byte[] png = png(800, 400);
        byte[] polyglot = java.util.Arrays.copyOf(png, png.length + 20);
        System.arraycopy("<script>alert(1)".getBytes(StandardCharsets.UTF_8), 0, polyglot, png.length, 16);
        byte[] kept = SafePicture.of(polyglot).bytes();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
        assertThat(ImageIO.read(new java.io.ByteArrayInputStream(kept)).getWidth())
                .isEqualTo(512);
        byte[] huge = png(10, 10);
        huge[16] = 0;
        huge[17] = 0;
        huge[18] = (byte) 0xea;
        huge[19] = 0x60; // says that it is 60,000 pixels wide
        assertThatThrownBy(() -> SafePicture.of(huge)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> SafePicture.of(new byte[] {1, 2, 3})).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> SafePicture.of(new byte[6 * 1024 * 1024])).isInstanceOf(Problem.class);
    }

    @Test
    void staysReadableOnAPhone() throws Exception {
        brandings.paint(college.id(), "#00796b", "Riverbend, Ohio", owner.id());
        brandings.hang(college.id(), SafePicture.of(SHAPES.getBytes(StandardCharsets.UTF_8)), owner.id());
        in().get("/o/" + tag + "/face");
        try (Chromium chromium = Chromium.start()) {
            for (int width : new int[] {360, 1280}) {
                Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
                page.navigate(server.at("/sign-in").toString());
                page.fill("input[name=email]", "olga@" + tag + ".example");
                page.fill("input[name=password]", PASSWORD);
                page.click("main button[type=submit]");
                for (String where : List.of("", "/face")) {
                    page.navigate(server.at("/o/" + tag + where).toString());
                    assertThat(page.evaluate("document.documentElement.scrollWidth"))
                            .isEqualTo(width);
                    page.screenshot(new Page.ScreenshotOptions()
                            .setFullPage(true)
                            .setPath(Path.of(
                                    "target",
                                    "screenshots",
                                    "profile" + where.replace('/', '-') + "-" + width + ".png")));
                }
            }
        }
    }

    private static byte[] png(int width, int height) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private Visitor in() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn("olga@" + tag + ".example", PASSWORD);
        return visitor;
    }
}
