package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every pointer leads to something in the file as it was written, whatever its names are and whatever stands around it; and nothing is lost. */
class PlacesInFileTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLAIN = new String(new CaseWriter().write(Everything.pkg(), CaseVersion.V1P1), UTF_8);

    private static final CFPackage WHOLE = ((ReadOutcome.Read)
                    new CaseReader().read(JSON.readTree(PLAIN).toString().getBytes(UTF_8), "plain"))
            .pkg();

    private final CaseReader reader = new CaseReader();

    @ParameterizedTest
    @CsvSource({
        "CFDocument, lsDoc",
        "CFItems, items",
        "identifier, sourcedId",
        "identifier, GUID",
        "uri, url",
        "fullStatement, full_statement",
        "humanCodingScheme, human-coding-scheme",
        "humanCodingScheme, statementNotation",
        "CFItemTypeURI, itemTypeURI",
        "licenseURI, licence",
        "subjectURI, SubjectUri",
        "originNodeURI, originNode",
        "destinationNodeURI, targetNodeURI",
        "CFAssociationGroupingURI, CFAssociationGroupURI",
        "CFDefinitions, definitions",
        "CFConcepts, concepts",
        "CFSubjects, subjects",
        "CFLicenses, licences",
        "CFItemTypes, itemTypes",
        "CFAssociationGroupings, associationGroups",
        "lastChangeDateTime, lastChangeDate"
    })
    void readsOtherNamesAndPointsAtThem(String name, String other) {
        JsonNode renamed = JSON.readTree(PLAIN.replace("\"" + name + "\":", "\"" + other + "\":"));

        ReadOutcome.Read read = (ReadOutcome.Read) read(renamed);

        assertThat(read.pkg()).isEqualTo(WHOLE);
        assertThat(read.findings())
                .extracting(Finding::code)
                .contains("old-name")
                .doesNotContain("unknown-property");
        pointsIntoTheFile(renamed, read);
    }

    @Test
    void pointsIntoThePackageInItsWrappingsAlsoForWhatIsSaidOfThePackageAsAWhole() {
        ObjectNode pkg = (ObjectNode) JSON.readTree(PLAIN.replace("\"licenseURI\":", "\"licence\":"));
        pkg.remove("CFDefinitions");
        ArrayNode associations = (ArrayNode) pkg.path("CFAssociations");
        ObjectNode turned = ((ObjectNode) associations.get(0).deepCopy()).put("associationType", "isParentOf");
        turned.put("identifier", "dddddddd-dddd-4ddd-8ddd-dddddddddddd").remove("originNodeURI");
        turned.putObject("originNodeURI")
                .put("title", "Elsewhere")
                .put("identifier", "x:1")
                .put("uri", "https://x.example/1");
        associations.add(turned);
        JsonNode wrapped = JSON.createObjectNode()
                .set("data", JSON.createArrayNode().add(JSON.createObjectNode().set("CFPackage", pkg)));

        ReadOutcome outcome = read(wrapped);

        assertThat(outcome.findings()).extracting(Finding::code).contains("missing-definition", "dangling-end");
        assertThat(outcome.findings())
                .filteredOn(finding -> finding.code().equals("dangling-end"))
                .extracting(Finding::pointer)
                .contains("/data/0/CFPackage/CFAssociations/" + (associations.size() - 1) + "/originNodeURI");
        assertThat(outcome.findings())
                .filteredOn(finding -> finding.message().contains("licence"))
                .allSatisfy(finding -> assertThat(finding.pointer())
                        .startsWith("/data/0/CFPackage/")
                        .endsWith("/licence"));
        pointsIntoTheFile(wrapped, outcome);
    }

    @Test
    void pointsAtTheLinkWhoseIdentifierIsMissing() {
        JsonNode bare = changed(association -> {
            ((ObjectNode) association.path("originNodeURI")).remove("identifier");
            association.remove("associationType");
        });

        ReadOutcome.Read read = (ReadOutcome.Read) read(bare);

        assertThat(read.findings())
                .filteredOn(finding -> finding.code().equals("missing-required"))
                .extracting(Finding::pointer)
                .contains("/CFAssociations/0", "/CFAssociations/0/originNodeURI");
        assertThat(read.pkg().associations().getFirst().originNodeURI())
                .isEqualTo(WHOLE.associations().getFirst().originNodeURI());
        pointsIntoTheFile(bare, read);
    }

    @Test
    void readsADocumentInAListAndItemsInAListInAList() {
        ObjectNode pkg = (ObjectNode) JSON.readTree(PLAIN);
        pkg.set("CFDocument", JSON.createArrayNode().add(pkg.path("CFDocument")));
        pkg.set("CFItems", JSON.createArrayNode().add(pkg.path("CFItems")));

        ReadOutcome.Read read = (ReadOutcome.Read) read(pkg);

        assertThat(read.pkg()).isEqualTo(WHOLE);
        assertThat(read.findings())
                .containsExactly(
                        new Finding(
                                Severity.REPAIR,
                                "wrapped-object",
                                "/CFDocument",
                                "Unwrapped the only element of a list."),
                        new Finding(
                                Severity.REPAIR,
                                "wrapped-object",
                                "/CFItems/0",
                                "Found a list in the list; took what stands in it."));
    }

    @Test
    void refusesSeveralPackagesAndSaysHowMany() {
        for (String several : List.of("[%s,%s]", "{\"CFPackages\":[%s,%s]}")) {
            List<Finding> findings =
                    read(JSON.readTree(several.formatted(PLAIN, PLAIN))).findings();

            assertThat(findings)
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.code()).isEqualTo("not-case");
                        assertThat(finding.message()).contains("found 2");
                    });
        }
    }

    @Test
    void keepsEveryPropertyThatCaseDoesNotKnowWithAllThatItSays() {
        JsonNode whole = JSON.readTree(PLAIN);
        addTo(whole);

        ReadOutcome.Read read = (ReadOutcome.Read) read(whole);
        String written = new String(new CaseWriter().write(read.pkg(), CaseVersion.V1P1), UTF_8);

        assertThat(written.split("more than CASE", -1)).hasSize(PLAIN.split("\"uri\":\"", -1).length - links());
        assertThat(read.findings())
                .filteredOn(finding -> finding.severity() == Severity.REPAIR)
                .allSatisfy(finding -> assertThat(finding.message()).endsWith("kept it as an extension."));
        assertThat(reader.read(written.getBytes(UTF_8), "again"))
                .isEqualTo(new ReadOutcome.Read(read.pkg(), List.of()));
        pointsIntoTheFile(whole, read);
    }

    @Test
    void keepsWhatStandsBesideThePartsOfAPackage() {
        ObjectNode whole = (ObjectNode) JSON.readTree(PLAIN);
        whole.putObject("exportedBy").put("name", "a tool");
        ((ObjectNode) whole.path("CFDefinitions")).putArray("moreOfThem").add("one");

        CFPackage pkg = ((ReadOutcome.Read) read(whole)).pkg();

        assertThat(pkg.extensions().values()).containsEntry("exportedBy", new Extensions.Json("{\"name\":\"a tool\"}"));
        assertThat(pkg.definitions().extensions().values())
                .containsEntry("moreOfThem", new Extensions.Json("[\"one\"]"));
    }

    @Test
    void keepsNothingOfLinkedDataThatTheObjectSaysAnyway() {
        JsonNode bare = changed(association -> association
                .put("type", "CFAssociation")
                .put("id", association.path("uri").stringValue())
                .put("@context", "https://x.example/context")
                .putNull("nothing"));

        ReadOutcome.Read read = (ReadOutcome.Read) read(bare);

        assertThat(read.pkg()).isEqualTo(WHOLE);
        assertThat(read.findings()).extracting(Finding::code).containsOnly("unknown-property");
    }

    /** Every object with an address of its own, but no link, gets a property that CASE does not know. */
    private static void addTo(JsonNode value) {
        if (value instanceof ObjectNode object && object.has("lastChangeDateTime")) {
            object.putObject("size/of~it").put("said", "more than CASE");
        }
        value.forEach(PlacesInFileTests::addTo);
    }

    private static int links() {
        return PLAIN.split("\"uri\":\"", -1).length - PLAIN.split("\"lastChangeDateTime\":\"", -1).length;
    }

    private static JsonNode changed(Consumer<ObjectNode> change) {
        JsonNode whole = JSON.readTree(PLAIN);
        change.accept((ObjectNode) whole.path("CFAssociations").get(0));
        return whole;
    }

    private ReadOutcome read(JsonNode file) {
        return reader.read(file.toString().getBytes(UTF_8), "file");
    }

    private static void pointsIntoTheFile(JsonNode file, ReadOutcome outcome) {
        assertThat(outcome.findings())
                .allSatisfy(finding -> assertThat(file.at(finding.pointer()).isMissingNode())
                        .as(finding.toString())
                        .isFalse());
    }
}
