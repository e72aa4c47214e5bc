package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.throughline.server.organizations.People;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** Abuse case W3: after sign-in nobody is led to a page that is not ours, whoever prepared the link. */
@ServerTest
class WantedPageIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final RunningServer server;
    private final People people;
    private String email = "";
    private int times;

    WantedPageIT(RunningServer server, People people) {
        this.server = server;
        this.people = people;
    }

    @Test
    void leadsToTheWantedPageOfOursAndNowhereElse() throws Exception {
        assertThat(afterSignIn("/account/keys?x=1", "")).isEqualTo("/account/keys?x=1");
        for (String path : List.of(
                "//evil.example.org/",
                "///evil.example.org/",
                "/\\evil.example.org/",
                "/\t/evil.example.org/",
                "/%09/evil.example.org/",
                "/%5cevil.example.org/",
                "/%2f/evil.example.org/",
                "/./%2f/evil.example.org/",
                "/;//evil.example.org/",
                "/..//evil.example.org/",
                "http://evil.example.org/account",
                "http://evil.example.org//account",
                "/account@evil.example.org",
                "/account?next=//evil.example.org/")) {
            String location = afterSignIn(path, "");
            assertThat(isHere(location)).as(path + " led to " + location).isTrue();
        }
    }

    @Test
    void takesNoOrdersAboutItFromTheAddress() throws Exception {
        for (String where : List.of("https://evil.example.org/", "//evil.example.org/", "javascript:alert(1)")) {
            String all = Stream.of(
                            "next",
                            "returnTo",
                            "return_to",
                            "continue",
                            "redirect",
                            "redirect_uri",
                            "url",
                            "goto",
                            "target",
                            "wanted",
                            "service",
                            "RelayState")
                    .map(name -> name + "=" + where)
                    .collect(Collectors.joining("&"));
            assertThat(afterSignIn("/sign-in", all)).as(where).isEqualTo("/");
        }
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "only a path of this server is remembered for after the sign-in",
            in = "org.throughline.server.organizations.web.WantedPage",
            method = "isOurs",
            answer = "true")
    void remembersNoAddressThatABrowserTakesForAnotherHost() {
        for (String path : List.of(
                "//evil.example.org/",
                "/\\evil.example.org/",
                "\\\\evil.example.org",
                "/\t/evil.example.org",
                "\t//evil.example.org",
                "/\n/evil.example.org",
                "https://evil.example.org/",
                "javascript:alert(1)",
                "")) {
            MockHttpSession session = new MockHttpSession();
            WantedPage.keep(session, path);
            assertThat(WantedPage.take(session)).as(path).isEmpty();
        }
        MockHttpSession session = new MockHttpSession();
        WantedPage.keep(session, "/account?x=%2F%2F");
        assertThat(WantedPage.take(session)).contains("/account?x=%2F%2F");
        assertThat(WantedPage.take(session)).as("once").isEmpty();
    }

    private static boolean isHere(String location) {
        return location.startsWith("/") && !location.matches("^/[/\\\\\\s].*") && !location.contains("\\");
    }

    /** Opens a page unknown, signs in by the form with a query on its address, and says to where that leads. No client corrects an address here. */
    private String afterSignIn(String page, String query) throws Exception {
        if (times++ % 8 == 0) { // nobody may try to sign in more often than ten times
            email = UUID.randomUUID() + "@example.org";
            people.register("Wanda Wants", email, PASSWORD);
        }
        String cookies = cookies(said("GET " + page, "", ""));
        String question = said("GET /sign-in" + (query.isEmpty() ? "" : "?" + query), cookies, "");
        cookies = cookies + cookies(question);
        Matcher token = TOKEN.matcher(question);
        assertThat(token.find()).as("a form").isTrue();
        String form = "_csrf=" + token.group(1) + "&email=" + email + "&password=" + PASSWORD.replace(' ', '+')
                + (query.isEmpty() ? "" : "&" + query);
        String answer = said("POST /sign-in" + (query.isEmpty() ? "" : "?" + query), cookies, form);
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, "Location: ", 0, 10))
                .map(line -> line.substring(10))
                .findFirst()
                .orElse("(nowhere: " + answer.lines().findFirst().orElse("") + ")");
    }

    private static String cookies(String answer) {
        StringBuilder cookies = new StringBuilder();
        answer.lines()
                .filter(line -> line.regionMatches(true, 0, "Set-Cookie: ", 0, 12))
                .forEach(
                        line -> cookies.append(line.substring(12).split(";")[0]).append("; "));
        return cookies.toString();
    }

    private String said(String line, String cookies, String form) throws Exception {
        URI here = server.at("/");
        try (Socket socket = new Socket(here.getHost(), here.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write((line + " HTTP/1.1\r\nHost: " + here.getAuthority()
                            + "\r\nAccept: text/html\r\nConnection: close\r\n"
                            + (cookies.isEmpty() ? "" : "Cookie: " + cookies + "\r\n")
                            + (form.isEmpty()
                                    ? "\r\n"
                                    : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                            + form.length() + "\r\n\r\n" + form))
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
