package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.caseformat.exchange.OnetReader;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkURI;

/** What we write is what the official schemas want. */
class CaseWriterTests {

    private static final LinkURI DOCUMENT = Everything.link("document");
    private static final DocumentEntry ENTRY = new DocumentEntry(Everything.document(), DOCUMENT);

    private final CaseWriter writer = new CaseWriter();
    private final CaseReader reader = new CaseReader();

    static Stream<Path> everyPackageAtHand() {
        return Stream.concat(
                ProjectFiles.in(ProjectFiles.project().resolve("samples/frameworks"), ".json").stream(),
                ProjectFiles.in(ProjectFiles.shared("data/case"), ".json").stream());
    }

    @ParameterizedTest
    @MethodSource("everyPackageAtHand")
    void writesEveryPackageAtHandAsTheSchemasOfBothVersionsWantIt(Path file) throws IOException {
        CFPackage pkg = ((ReadOutcome.Read) reader.read(Files.readAllBytes(file), file.toString())).pkg();

        assertThat(errors(v1p1("getcfpackage"), writer.write(pkg, CaseVersion.V1P1)))
                .isEmpty();
        assertThat(errors(v1p0(), writer.write(pkg, CaseVersion.V1P0))).isEmpty();
    }

    @Test
    void writesOccupationsAsTheSchemasOfBothVersionsWantThem() {
        CFPackage pkg = new OnetReader()
                .read(ProjectFiles.shared("data/onet"), List.of("49-9051.00"))
                .frameworks()
                .getFirst()
                .pkg();

        assertThat(errors(v1p1("getcfpackage"), writer.write(pkg, CaseVersion.V1P1)))
                .isEmpty();
        assertThat(errors(v1p0(), writer.write(pkg, CaseVersion.V1P0))).isEmpty();
    }

    @Test
    void writesEveryPropertyOfAPackage() {
        byte[] written = writer.write(Everything.pkg(), CaseVersion.V1P1);

        assertThat(errors(v1p1("getcfpackage"), written)).isEmpty();
        assertThat(reader.read(written, "everything")).isEqualTo(new ReadOutcome.Read(Everything.pkg(), List.of()));
    }

    @Test
    void leavesEverythingNewOutOfTheOldVersion() {
        byte[] written = writer.write(Everything.pkg(), CaseVersion.V1P0);

        assertThat(errors(v1p0(), written)).isEmpty();
        assertThat(new String(written, UTF_8))
                .doesNotContain(
                        "extensions", "frameworkType", "caseVersion", "targetType", "isTranslationOf", "ext:", "Why");
    }

    @Test
    void writesEveryAnswerOfTheInterfaceAsItsSchemaWantsIt() {
        InDocument<CFItem> item = new InDocument<>(Everything.item("one"), DOCUMENT);
        InDocument<CFAssociation> association =
                new InDocument<>(Everything.associations().getFirst(), DOCUMENT);
        CaseVersion version = CaseVersion.V1P1;

        assertThat(errors(v1p1("getcfdocument"), writer.writeDocument(ENTRY, version)))
                .isEmpty();
        assertThat(errors(v1p1("getallcfdocuments"), writer.writeDocuments(List.of(ENTRY, ENTRY), version)))
                .isEmpty();
        assertThat(errors(v1p1("getcfitem"), writer.writeItem(item, version))).isEmpty();
        assertThat(errors(v1p1("getcfassociation"), writer.writeAssociation(association, version)))
                .isEmpty();
        assertThat(errors(
                        v1p1("getcfitemassociations"),
                        writer.writeItemAssociations(item, Everything.associations(), version)))
                .isEmpty();
        assertThat(errors(
                        v1p1("getcfconcept"),
                        writer.writeConcepts(Everything.definitions().concepts(), version)))
                .isEmpty();
        assertThat(errors(
                        v1p1("getcfsubject"),
                        writer.writeSubjects(Everything.definitions().subjects(), version)))
                .isEmpty();
        assertThat(errors(
                        v1p1("getcfitemtype"),
                        writer.writeItemTypes(Everything.definitions().itemTypes(), version)))
                .isEmpty();
        assertThat(errors(
                        v1p1("getcflicense"),
                        writer.writeLicense(Everything.definitions().licenses().getFirst(), version)))
                .isEmpty();
        assertThat(errors(
                        v1p1("getcfassociationgrouping"),
                        writer.writeAssociationGrouping(
                                Everything.definitions().associationGroupings().getFirst(), version)))
                .isEmpty();
        assertThat(errors(v1p1("getcfrubric"), writer.writeRubric(Everything.rubric(), version)))
                .isEmpty();
    }

    @Test
    void refusesToWriteAnIdentifierThatCaseDoesNotAccept() {
        UUID version7 = UUID.fromString("0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
        CFPackage pkg = new CFPackage(
                Everything.document().toBuilder().identifier(version7).build(),
                List.of(),
                List.of(),
                Everything.definitions(),
                List.of());

        assertThatThrownBy(() -> writer.write(pkg, CaseVersion.V1P1)).hasMessageContaining(version7.toString());
    }

    @Test
    void theSchemaWouldNoticeAMissingProperty() {
        byte[] broken = new String(writer.write(Everything.pkg(), CaseVersion.V1P1), UTF_8)
                .replaceFirst("\"creator\":\"Riverbend\",", "")
                .getBytes(UTF_8);

        assertThat(errors(v1p1("getcfpackage"), broken)).isNotEmpty();
    }

    private static Schema v1p1(String operation) {
        return schema(
                "specs/case/case-v1p1-1edtech/caseservicegroupv1p1-" + operation
                        + "-200-responsepayload-schemav1p0p0.json",
                SpecificationVersion.DRAFT_2020_12);
    }

    private static Schema v1p0() {
        return schema("specs/case/opensalt-case-v1p0-cfpackage-schema.json", SpecificationVersion.DRAFT_4);
    }

    private static Schema schema(String path, SpecificationVersion dialect) {
        String text = new String(ProjectFiles.bytes(ProjectFiles.shared(path)), UTF_8);
        return SchemaRegistry.withDefaultDialect(dialect)
                .getSchema(SchemaLocation.of("https://schemas.example/" + path), text, InputFormat.JSON);
    }

    private static List<String> errors(Schema schema, byte[] written) {
        return schema
                .validate(
                        new String(written, UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
