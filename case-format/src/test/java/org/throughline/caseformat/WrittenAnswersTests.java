package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/** Whatever a package holds, each answer about it is what the official schemas of both versions want, and 1.1 loses nothing. */
class WrittenAnswersTests {

    private static final LinkURI DOCUMENT = Everything.link("document");

    private final CaseWriter writer = new CaseWriter();

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void everyPackageIsAsBothVersionsWantItAndComesBackFromTheNewerOne(@ForAll long seed) {
        CFPackage pkg = RandomPackages.of(seed);
        byte[] newer = writer.write(pkg, CaseVersion.V1P1);
        byte[] older = writer.write(pkg, CaseVersion.V1P0);

        assertThat(Schemas.v1p1("getcfpackage", newer)).isEmpty();
        assertThat(Schemas.v1p0Package(older)).isEmpty();
        assertThat(Schemas.v1p0("CFPackage", older)).isEmpty();
        assertThat(new CaseReader().read(newer, "again")).isEqualTo(new ReadOutcome.Read(pkg, List.of()));
        assertThat(new CaseReader().read(older, "again")).isInstanceOf(ReadOutcome.Read.class);
        assertThat(new String(older, UTF_8))
                .doesNotContain("\"extensions\"", "\"targetType\"", "isTranslationOf", "\"ext:", "\"frameworkType\"");
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void everyAnswerAboutAPartIsAsBothVersionsWantIt(@ForAll long seed) {
        CFPackage pkg = RandomPackages.of(seed);
        DocumentEntry entry = new DocumentEntry(pkg.document(), DOCUMENT);
        answer("getcfdocument", "CFDocument", version -> writer.writeDocument(entry, version));
        answer("getallcfdocuments", "CFDocumentSet", version -> writer.writeDocuments(List.of(entry), version));
        pkg.items().forEach(item -> {
            answer("getcfitem", "CFItem", version -> writer.writeItem(new InDocument<>(item, DOCUMENT), version));
            answer(
                    "getcfitemassociations",
                    "CFAssociationSet",
                    version -> writer.writeItemAssociations(
                            new InDocument<>(item, DOCUMENT), pkg.associations(), version));
        });
        pkg.associations()
                .forEach(association -> answer(
                        "getcfassociation",
                        "CFAssociation",
                        version -> writer.writeAssociation(new InDocument<>(association, DOCUMENT), version)));
        pkg.rubrics()
                .forEach(rubric -> answer("getcfrubric", "CFRubric", version -> writer.writeRubric(rubric, version)));
        definitions(pkg.definitions());
    }

    private void definitions(CFDefinitions definitions) {
        definitions
                .concepts()
                .forEach(one ->
                        answer("getcfconcept", "CFConceptSet", version -> writer.writeConcepts(List.of(one), version)));
        definitions
                .subjects()
                .forEach(one ->
                        answer("getcfsubject", "CFSubjectSet", version -> writer.writeSubjects(List.of(one), version)));
        definitions
                .itemTypes()
                .forEach(one -> answer(
                        "getcfitemtype", "CFItemTypeSet", version -> writer.writeItemTypes(List.of(one), version)));
        definitions
                .licenses()
                .forEach(one -> answer("getcflicense", "CFLicense", version -> writer.writeLicense(one, version)));
        definitions
                .associationGroupings()
                .forEach(one -> answer(
                        "getcfassociationgrouping",
                        "CFAssociationGrouping",
                        version -> writer.writeAssociationGrouping(one, version)));
    }

    private interface Answer {
        byte[] in(CaseVersion version);
    }

    private static void answer(String operation, String type, Answer answer) {
        assertThat(Schemas.v1p1(operation, answer.in(CaseVersion.V1P1))).isEmpty();
        assertThat(Schemas.v1p0(type, answer.in(CaseVersion.V1P0))).isEmpty();
    }

    @Test
    void writesTheSameBytesIntoAStreamAndLeavesItOpen() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        writer.write(Everything.pkg(), CaseVersion.V1P0, stream);

        assertThat(stream.toByteArray()).isEqualTo(writer.write(Everything.pkg(), CaseVersion.V1P0));
    }

    @Test
    void tellsThatAStreamTakesNoMore() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("full");
            }
        };

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> writer.write(Everything.pkg(), CaseVersion.V1P1, full))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
    }

    @Test
    void writesAsTextsWhatTheSchemaRefusesAsAnExtension() {
        Extensions odd = new Extensions(
                java.util.Map.of("our:count", new Extensions.Json("7"), "our:nothing", new Extensions.Json("null")));
        CFPackage pkg = new CFPackage(
                Everything.document().toBuilder().extensions(odd).build(),
                List.of(),
                List.of(),
                CFDefinitions.NONE,
                List.of());
        byte[] written = writer.write(pkg, CaseVersion.V1P1);

        assertThat(Schemas.v1p1("getcfpackage", written)).isEmpty();
        assertThat(new String(written, UTF_8)).contains("\"our:count\":\"7\"", "\"our:nothing\":\"\"");
    }
}
