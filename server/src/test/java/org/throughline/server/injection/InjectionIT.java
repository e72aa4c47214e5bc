package org.throughline.server.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.programs.Achievements;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.Shares;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.teeth.AbuseCase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * W2: texts with script in them, in what people enter, shown in a browser whose Content Security Policy is switched off: nothing may run
 * even so. And with the policy on, it must not have to step in.
 */
@ServerTest
class InjectionIT {
    private static final String ESCAPE = "gg.jte.html.escape.Escape";
    private static final List<String> LOOKS = List.of("*.css", "*.css?*", "*.woff2", "*.woff2?*", "*.png", "*.svg");
    private static final int MANY = 50;
    private static final String CANARY = "window.__ran = []; window.__canary = n => window.__ran.push(n);"
            + "document.addEventListener('securitypolicyviolation', e => window.__ran.push(e.violatedDirective));";

    private final RunningServer server;
    private final College colleges;
    private final FrameworkImport frameworks;
    private final Achievements achievements;
    private final People people;
    private final HeldCredentials credentials;
    private final Shares shares;

    InjectionIT(
            RunningServer server,
            College colleges,
            FrameworkImport frameworks,
            Achievements achievements,
            People people,
            HeldCredentials credentials,
            Shares shares) {
        this.server = server;
        this.colleges = colleges;
        this.frameworks = frameworks;
        this.achievements = achievements;
        this.people = people;
        this.credentials = credentials;
        this.shares = shares;
    }

    @Test
    @AbuseCase(
            value = "W2",
            defence = "what people enter is text between tags",
            in = ESCAPE,
            method = "htmlContent",
            answer = "verbatim")
    void whatPeopleEnterIsTextOnEveryPage() throws Exception {
        List<String> payloads = Payloads.all();
        assertThat(payloads).hasSize(200).doesNotHaveDuplicates();
        Campus campus = colleges.open();
        UUID framework = frameworkOf(campus, payloads);
        payloads.forEach(payload -> achievements.define(
                campus.organization().id(),
                payload,
                "Described: " + payload,
                "Asked: " + payload,
                "MicroCredential",
                null,
                null,
                campus.items().subList(0, 1),
                campus.issuer().id()));
        Person learner = people.register("Pat", campus.email("pat"), campus.password());
        colleges.issue(campus, campus.roster("pat," + campus.email("pat") + ",EP-101"), false);
        people.rename(learner.id(), payloads.getFirst());
        var badge = List.of(credentials.of(learner.id()).getFirst().id());
        Shares.NewShare link = shares.create(learner.id(), badge, "Shown", Duration.ofDays(1));
        payloads.stream()
                .filter(payload -> payload.length() <= 100)
                .forEach(payload -> shares.create(learner.id(), badge, payload, Duration.ofDays(1)));

        List<String> shown = new ArrayList<>();
        shown.addAll(ranOn(
                campus.email("ines"),
                campus.password(),
                List.of(
                        "/frameworks/" + framework,
                        "/achievements",
                        "/achievements?organization=" + campus.organization().slug(),
                        "/issuing/new?organization=" + campus.organization().slug())));
        shown.addAll(ranOn(
                campus.email("pat"), campus.password(), List.of("/record/shares", "/record", link.path(), "/account")));
        assertThat(shown).isEmpty();
    }

    @Test
    @AbuseCase(
            value = "W2",
            defence = "what people enter is text inside of attributes",
            in = ESCAPE,
            method = "htmlAttribute",
            answer = "verbatim")
    void whatIsAskedForIsTextWhereItIsEchoed() throws Exception {
        Campus campus = colleges.open();
        List<String> echoes = Payloads.all().stream()
                .map(payload -> "/frameworks?q=" + URLEncoder.encode(payload, StandardCharsets.UTF_8))
                .toList();
        assertThat(ranOn(campus.email("ines"), campus.password(), echoes)).isEmpty();
    }

    /** What ran on these pages, first without a policy, then what the policy had to stop. */
    private List<String> ranOn(String email, String password, List<String> paths) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(email, password);
        List<String> ran = new ArrayList<>();
        try (Chromium chromium = Chromium.start()) {
            for (boolean withoutPolicy : new boolean[] {true, false}) {
                try (BrowserContext context =
                        chromium.browser().newContext(new Browser.NewContextOptions().setBypassCSP(withoutPolicy))) {
                    context.addCookies(visitor.cookies().stream()
                            .map(cookie -> new Cookie(cookie.getName(), cookie.getValue())
                                    .setDomain("localhost")
                                    .setPath("/"))
                            .toList());
                    context.addInitScript(CANARY);
                    Page page = context.newPage();
                    withoutLooks(context.newCDPSession(page));
                    for (String path : withoutPolicy ? paths : someOf(paths)) {
                        var answer = page.navigate(server.at(path).toString());
                        assertThat(answer.status()).as(path).isEqualTo(200);
                        if (path.startsWith(Shares.BEFORE_THE_SECRET)) {
                            page.waitForFunction("() => !document.querySelector('[data-share]')");
                        }
                        Object found = page.evaluate(
                                "() => window.__ran.join(' ') + (document.querySelector("
                                        + "'[href^=\"javascript:\" i], [src^=\"javascript:\" i]') ? ' a javascript: address' : '')");
                        if (!found.toString().isBlank()) {
                            ran.add(path + (withoutPolicy ? " ran " : " was stopped: ") + found);
                        }
                    }
                }
            }
        }
        return ran;
    }

    /** What a page looks like runs nothing, and there are many pages. The browser itself leaves it out: to ask for each would take longer. */
    private static void withoutLooks(CDPSession browser) {
        JsonArray addresses = new JsonArray();
        LOOKS.forEach(addresses::add);
        JsonObject blocked = new JsonObject();
        blocked.add("urls", addresses);
        browser.send("Network.enable");
        browser.send("Network.setBlockedURLs", blocked);
    }

    /** With the policy on, the page is the same and only the browser stricter: of very many paths, each fifth is enough. */
    private static List<String> someOf(List<String> paths) {
        return paths.size() < MANY
                ? paths
                : IntStream.range(0, paths.size())
                        .filter(i -> i % 5 == 0)
                        .mapToObj(paths::get)
                        .toList();
    }

    private UUID frameworkOf(Campus campus, List<String> payloads) {
        JsonMapper json = JsonMapper.builder().build();
        String base = "https://" + campus.mark() + ".example/uri/";
        UUID document = UUID.randomUUID();
        ObjectNode whole = json.createObjectNode();
        whole.putObject("CFDocument")
                .put("identifier", document.toString())
                .put("uri", base + document)
                .put("creator", payloads.get(1))
                .put("title", payloads.get(2) + campus.mark())
                .put("description", payloads.get(3))
                .put("lastChangeDateTime", "2026-09-01T00:00:00+00:00");
        ArrayNode items = whole.putArray("CFItems");
        ArrayNode associations = whole.putArray("CFAssociations");
        for (String payload : payloads) {
            UUID item = UUID.randomUUID();
            items.addObject()
                    .put("identifier", item.toString())
                    .put("uri", base + item)
                    .put("fullStatement", payload)
                    .put("humanCodingScheme", "<b>" + items.size())
                    .put("lastChangeDateTime", "2026-09-01T00:00:00+00:00");
            UUID id = UUID.randomUUID();
            ObjectNode association = associations
                    .addObject()
                    .put("identifier", id.toString())
                    .put("uri", base + id)
                    .put("associationType", "isChildOf")
                    .put("lastChangeDateTime", "2026-09-01T00:00:00+00:00");
            node(association.putObject("originNodeURI"), base, item);
            node(association.putObject("destinationNodeURI"), base, document);
        }
        frameworks.importCase(
                campus.organization().id(),
                json.writeValueAsBytes(whole),
                payloads.get(4),
                FrameworkKind.OUTCOMES,
                true,
                campus.issuer().id());
        return document;
    }

    private static void node(ObjectNode node, String base, UUID id) {
        node.put("title", "x").put("identifier", id.toString()).put("uri", base + id);
    }
}
