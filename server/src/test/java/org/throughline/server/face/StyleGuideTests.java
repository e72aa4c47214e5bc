package org.throughline.server.face;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.throughline.server.face.web.StyleSamples;

/** The style guide as its templates make it: every component once, asserted by role, heading and words. */
class StyleGuideTests {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, StyleGuideTests.class.getClassLoader());

    private final Document page = render("styleguide/index.jte", Map.of("guide", new StyleSamples()));

    @Test
    void hasLandmarksOneHeadingAndAWayPastTheHeader() {
        assertThat(page.select("h1").eachText()).containsExactly("Style guide");
        assertThat(page.select("main#main")).hasSize(1);
        assertThat(page.select("body > header, body > footer")).hasSize(2);
        assertThat(page.select("body > a.skip").attr("href")).isEqualTo("#main");
        assertThat(page.title()).isEqualTo("Style guide - Throughline");
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void givesEverySectionAHeadingAndAPlaceInTheContents() {
        List<String> sections = page.select("section.guide").eachAttr("id");
        assertThat(sections).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        assertThat(page.select(".guide__contents a").eachAttr("href"))
                .containsExactlyElementsOf(sections.stream().map(id -> "#" + id).toList());
        assertThat(page.select("section.guide > h2")).hasSameSizeAs(sections);
    }

    @Test
    void neverSkipsALevelOfHeadings() {
        int before = 0;
        for (Element heading : page.select("main h1, main h2, main h3, main h4")) {
            int level = heading.tagName().charAt(1) - '0';
            assertThat(level).as(heading.text()).isLessThanOrEqualTo(before + 1);
            before = level;
        }
    }

    @Test
    void drawsALineAsAnOrderedListThatReadsAloud() {
        Element line = page.expectFirst("#line-broken ol.line__stations");
        assertThat(line.attr("aria-label")).isEqualTo("Where the way to Ben Okafor breaks");
        assertThat(line.select("> li .station__kind").eachText())
                .containsExactly("requirement", "outcome", "credential", "person");
        assertThat(line.select("> li .station__way").eachText())
                .containsExactly("leads to: a part of", "not checked", "broken here: revoked");
    }

    @Test
    void saysStatesWithWordAndShapeNeverWithColourAlone() {
        assertThat(page.select(".state, .verdict, .check")).isNotEmpty().allSatisfy(state -> {
            assertThat(state.text()).isNotBlank();
            assertThat(state.select("svg.icon")).isNotEmpty();
        });
        assertThat(page.select("#verdict .verdict--large").stream()
                        .map(verdict -> verdict.select("svg").attr("class"))
                        .collect(Collectors.toSet()))
                .hasSize(3);
    }

    @Test
    void namesEveryFieldAndTiesHintsAndErrorsToIt() {
        for (Element field : page.select("input:not([type=hidden]), select, textarea")) {
            boolean named = !page.select("label[for=" + field.id() + "]").isEmpty() || field.closest("label") != null;
            assertThat(named).as(field.outerHtml()).isTrue();
            for (String id : field.attr("aria-describedby").split("\\s+")) {
                assertThat(id.isEmpty() || page.getElementById(id) != null)
                        .as("description " + id)
                        .isTrue();
            }
        }
        assertThat(page.select("#f-mail").attr("aria-invalid")).isEqualTo("true");
    }

    @Test
    void givesTheTreeItsRolesLevelsAndPlaces() {
        Element tree = page.expectFirst("#tree [role=tree]");
        Element measured = tree.expectFirst("#t13");
        assertThat(measured.attr("aria-level")).isEqualTo("2");
        assertThat(measured.attr("aria-posinset")).isEqualTo("3");
        assertThat(measured.attr("aria-setsize")).isEqualTo("3");
        assertThat(measured.attr("aria-expanded")).isEqualTo("false");
        assertThat(tree.select("#t3").attr("aria-expanded")).isEmpty();
        assertThat(tree.select("#t2").attr("data-children")).isEqualTo("/style-guide/tree");
    }

    @Test
    void labelsEveryCellOfATableForThePhone() {
        assertThat(page.select("#people thead th[scope=col]").eachText())
                .containsExactly("Person", "Evidence", "State", "Match");
        assertThat(page.select("#people tbody tr:first-child td").eachAttr("data-label"))
                .containsExactly("Evidence", "State", "Match");
        assertThat(page.select("#people tbody th[scope=row]")).hasSize(3);
    }

    @Test
    void obeysAPolicyWithoutInlineScriptOrStyle() {
        assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")))
                .isEmpty();
    }

    @Test
    void hasNoIdTwice() {
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void continuesALazyBranchWhereItStopped() {
        Document children = render("styleguide/children.jte", Map.of("guide", new StyleSamples(), "offset", 3));
        assertThat(children.select("[role=treeitem]").eachAttr("aria-posinset")).containsExactly("4", "5", "6");
        assertThat(children.select("[role=treeitem]").eachAttr("aria-setsize")).containsOnly("6");
    }

    @Test
    void writesWhatPeopleTypeAsTextNeverAsMarkup() {
        String hostile = "\"><img src=x onerror=alert(1)>";
        Document problem = render(
                "problem.jte",
                Map.of("problem", new ProblemView(500, null, hostile, hostile, hostile, hostile, List.of())));
        assertThat(problem.select("img")).isEmpty();
        assertThat(problem.select("h1").text()).isEqualTo(hostile);
    }

    private static Document render(String template, Map<String, Object> model) {
        StringOutput output = new StringOutput();
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("shell", new Shell(Frame.bare(), "/style-guide", "/assets/test", null, Csrf.none(), null));
        TEMPLATES.render(template, whole, output);
        return Jsoup.parse(output.toString());
    }
}
