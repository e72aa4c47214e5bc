package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing is changed at every place of a package in turn, and many at once. Whatever that makes of it, there is a report; and what was
 * read once is in order for good: written and read again, it is the same package without a finding.
 */
class MutationTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of the changes, each place gets every so many; {@code -Dmutations=all} tries them all. */
    private static final int STEP = "all".equals(System.getProperty("mutations")) ? 1 : 7;

    private static final int SEEDS = STEP == 1 ? 5000 : 300;

    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "0",
            "-7.5",
            "1e300",
            "1540413000",
            "\"\"",
            "\" \"",
            "\"x y\"",
            "\"a, b|c; d\"",
            "\"nul\\u0000 \\ud800 \\uffff\"",
            "\"isChildof\"",
            "\"ext:our own\"",
            "\"Is Parent Of\"",
            "\"24 Oct 2017\"",
            "\"English\"",
            "\"0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b\"",
            "\"6B9A3274-D7CC-11E8-824F-0242AC160002\"",
            "\"{6b9a3274-d7cc-11e8-824f-0242ac160002}\"",
            "\"https://server.example/ims/case/v1p0/CFPackages/6b9a3274-d7cc-11e8-824f-0242ac160002\"",
            "\"https%3A%2F%2Fserver.example%2Furi%2F%C3%A4\"",
            "\"urn:example:ä\"",
            "\"local:7\"",
            "[]",
            "[null]",
            "[[]]",
            "[1,\"two\",{\"three\":3}]",
            "[\"one\"]",
            "{}",
            "{\"@value\":\"said\",\"@language\":\"en\"}",
            "{\"identifier\":\"x\"}",
            "{\"uri\":\"https://server.example/x y\"}",
            "{\"date\":\"2018-01-03 13:47:40.000000\",\"timezone_type\":3,\"timezone\":\"UTC\"}",
            "{\"a\":{\"title\":\"by name\"},\"b\":{\"title\":\"by name too\"}}");

    private static final List<UnaryOperator<String>> RENAMINGS = List.of(
            name -> name.toUpperCase(java.util.Locale.ROOT),
            name -> name.toLowerCase(java.util.Locale.ROOT),
            name -> name + "s",
            name -> "ls" + name.replace("CF", ""),
            name -> "");

    private final CaseReader reader = new CaseReader();
    private final CaseWriter writer = new CaseWriter();
    private final Map<String, Integer> outcomes = new LinkedHashMap<>();

    @Test
    void oneChangeAtEveryPlaceEndsInAReportAndTheRestIsInOrderForGood() {
        JsonNode whole = JSON.readTree(writer.write(Everything.pkg(), CaseVersion.V1P1));
        List<Spot> places = places(whole);
        for (int place = 0; place < places.size(); place++) {
            for (int change = place % STEP; change < changes(); change += STEP) {
                JsonNode changed = whole.deepCopy();
                change(places(changed).get(place), change);
                tried(changed, "place " + places.get(place) + ", change " + change);
            }
        }
        assertThat(places).hasSizeGreaterThan(200);
        assertThat(outcomes.getOrDefault("read", 0)).isGreaterThan(1000);
        assertThat(outcomes.getOrDefault("refused", 0)).isBetween(1, 100);
    }

    @Test
    void manyChangesAtOnceEndInAReportAndTheRestIsInOrderForGood() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            JsonNode changed = JSON.readTree(writer.write(Everything.pkg(), CaseVersion.values()[seed % 2]));
            for (int i = random.nextInt(1, 25); i > 0; i--) {
                List<Spot> places = places(changed);
                if (!places.isEmpty()) {
                    change(places.get(random.nextInt(places.size())), random.nextInt(changes()));
                }
            }
            tried(changed, "seed " + seed);
        }
    }

    private void tried(JsonNode changed, String what) {
        String json = changed.toString();
        ReadOutcome first = reader.read(json.getBytes(UTF_8), "changed.json");
        outcomes.merge(first instanceof ReadOutcome.Read ? "read" : "refused", 1, Integer::sum);
        switch (first) {
            case ReadOutcome.Refused refused ->
                assertThat(refused.findings()).as(what).anyMatch(finding -> finding.severity() == Severity.ERROR);
            case ReadOutcome.Read read -> {
                assertThat(read.findings()).as(what).allMatch(finding -> finding.severity() != Severity.ERROR);
                CFPackage pkg = read.pkg();
                byte[] written = writer.write(pkg, CaseVersion.V1P1);
                assertThat(reader.read(written, "again"))
                        .as(() -> what + ": " + json)
                        .isEqualTo(new ReadOutcome.Read(pkg, List.of()));
            }
        }
    }

    /** A place in a tree: a property of an object or an element of a list. */
    private record Spot(JsonNode parent, @Nullable String name, int index, String pointer) {

        JsonNode value() {
            return name == null ? parent.get(index) : parent.get(name);
        }

        @Override
        public String toString() {
            return pointer;
        }
    }

    private static List<Spot> places(JsonNode whole) {
        List<Spot> places = new ArrayList<>();
        collect(whole, "", places);
        return places;
    }

    private static void collect(JsonNode node, String pointer, List<Spot> places) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                places.add(new Spot(object, name, -1, pointer + "/" + name));
                collect(object.get(name), pointer + "/" + name, places);
            }
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                places.add(new Spot(list, null, i, pointer + "/" + i));
                collect(list.get(i), pointer + "/" + i, places);
            }
        }
    }

    private static int changes() {
        return OTHERS.size() + RENAMINGS.size() + 5;
    }

    private static void change(Spot spot, int change) {
        JsonNode value = spot.value();
        if (change < OTHERS.size()) {
            set(spot, JSON.readTree(OTHERS.get(change)));
            return;
        }
        switch (change - OTHERS.size()) {
            case 0 -> remove(spot);
            case 1 -> set(spot, JSON.createArrayNode().add(value));
            case 2 -> set(spot, JSON.createObjectNode().set(spot.name() == null ? "CFItem" : spot.name(), value));
            case 3 -> set(spot, JSON.createArrayNode().add(value).add(value.deepCopy()));
            case 4 -> {
                if (spot.parent() instanceof ArrayNode list) {
                    list.add(value.deepCopy());
                } else {
                    set(spot, JSON.createObjectNode().put("text", value.toString()));
                }
            }
            default -> {
                if (spot.parent() instanceof ObjectNode object && spot.name() != null) {
                    object.remove(spot.name());
                    object.set(RENAMINGS.get(change - OTHERS.size() - 5).apply(spot.name()), value);
                }
            }
        }
    }

    private static void set(Spot spot, JsonNode value) {
        if (spot.parent() instanceof ObjectNode object && spot.name() != null) {
            object.set(spot.name(), value);
        } else if (spot.parent() instanceof ArrayNode list) {
            list.set(spot.index(), value);
        }
    }

    private static void remove(Spot spot) {
        if (spot.parent() instanceof ObjectNode object && spot.name() != null) {
            object.remove(spot.name());
        } else if (spot.parent() instanceof ArrayNode list) {
            list.remove(spot.index());
        }
    }
}
