package org.throughline.server.frameworks;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/**
 * The kinds of object that stand beside items and associations in a package, each with its own operation of the CASE API: the classes of
 * CFDefinitions, and CFRubric.
 */
public enum DefinitionKind {
    CONCEPT("CFConcept", "CFConcepts", true),
    SUBJECT("CFSubject", "CFSubjects", true),
    ITEM_TYPE("CFItemType", "CFItemTypes", true),
    LICENSE("CFLicense", "CFLicenses", false),
    GROUPING("CFAssociationGrouping", "CFAssociationGroupings", false),
    RUBRIC("CFRubric", "CFRubrics", false);

    private static final CaseWriter WRITER = new CaseWriter();

    private final String wire;
    private final String list;
    private final boolean set;

    DefinitionKind(String wire, String list, boolean set) {
        this.wire = wire;
        this.list = list;
        this.set = set;
    }

    /** The standard's word for one. */
    public String wire() {
        return wire;
    }

    /** The standard's word for several: the property of a package, and the path of the operation. */
    public String list() {
        return list;
    }

    /** Whether the operation answers with the object and its children (a Set), instead of the object alone. */
    public boolean isSet() {
        return set;
    }

    /**
     * One of them, apart from its package.
     *
     * @param title what it is called, where it has a name
     * @param code its place among its kind, where the kind has one
     * @param body strict CASE 1.1
     */
    record Part(
            UUID identifier,
            @Nullable String title,
            @Nullable String code,
            String body) {}

    /** All of this kind in a package, in its order. */
    Stream<Part> of(CFPackage pkg) {
        CFDefinitions all = pkg.definitions();
        return switch (this) {
            case CONCEPT ->
                all.concepts().stream()
                        .map(one -> new Part(
                                one.identifier(),
                                one.title(),
                                one.hierarchyCode(),
                                alone(WRITER.writeConcepts(List.of(one), CaseVersion.V1P1))));
            case SUBJECT ->
                all.subjects().stream()
                        .map(one -> new Part(
                                one.identifier(),
                                one.title(),
                                one.hierarchyCode(),
                                alone(WRITER.writeSubjects(List.of(one), CaseVersion.V1P1))));
            case ITEM_TYPE ->
                all.itemTypes().stream()
                        .map(one -> new Part(
                                one.identifier(),
                                one.title(),
                                one.hierarchyCode(),
                                alone(WRITER.writeItemTypes(List.of(one), CaseVersion.V1P1))));
            case LICENSE ->
                all.licenses().stream()
                        .map(one -> new Part(
                                one.identifier(),
                                one.title(),
                                null,
                                IncomingPackages.text(WRITER.writeLicense(one, CaseVersion.V1P1))));
            case GROUPING ->
                all.associationGroupings().stream()
                        .map(one -> new Part(
                                one.identifier(),
                                one.title(),
                                null,
                                IncomingPackages.text(WRITER.writeAssociationGrouping(one, CaseVersion.V1P1))));
            case RUBRIC ->
                pkg.rubrics().stream()
                        .map(one -> new Part(
                                one.identifier(),
                                one.title(),
                                null,
                                IncomingPackages.text(WRITER.writeRubric(one, CaseVersion.V1P1))));
        };
    }

    /** The one object of a set with its property around it. */
    private String alone(byte[] set) {
        String text = IncomingPackages.text(set);
        return text.substring("{\"".length() + list.length() + "\":[".length(), text.length() - "]}".length());
    }

    /** The operation's answer for these, of which a kind without children has one. */
    byte[] answer(CFPackage around, CaseVersion version) {
        CFDefinitions all = around.definitions();
        return switch (this) {
            case CONCEPT -> WRITER.writeConcepts(all.concepts(), version);
            case SUBJECT -> WRITER.writeSubjects(all.subjects(), version);
            case ITEM_TYPE -> WRITER.writeItemTypes(all.itemTypes(), version);
            case LICENSE -> WRITER.writeLicense(all.licenses().getFirst(), version);
            case GROUPING ->
                WRITER.writeAssociationGrouping(all.associationGroupings().getFirst(), version);
            case RUBRIC -> WRITER.writeRubric(around.rubrics().getFirst(), version);
        };
    }

    /** Where these stand in a package. */
    String around(List<String> bodies) {
        String list = "\"" + this.list + "\":[" + String.join(",", bodies) + "]";
        return this == RUBRIC ? list : "\"CFDefinitions\":{" + list + "}";
    }
}
