package org.throughline.caseformat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.throughline.caseformat.json.CaseJsonWriter;
import org.throughline.caseformat.json.EarlierCase;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.CaseVersion;

/**
 * Writes CASE JSON exactly as one version of the standard wants it: the package, and each answer of the read API. An identifier that
 * CASE's pattern refuses is an {@link IllegalArgumentException}: it must never have been minted. The same value always gives the
 * same bytes.
 *
 * <p>Writing 1.0 leaves out what came with 1.1 (extensions, frameworkType, caseVersion, an item's subjects, an association's notes,
 * targetType) and writes {@code isTranslationOf} and {@code ext:} types as {@code isRelatedTo}.
 */
public final class CaseWriter {

    /** The answer of getCFPackage. */
    public byte[] write(CFPackage pkg, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.pkg(pkg));
    }

    /**
     * Writes the answer of getCFPackage into a stream, which stays open, without ever holding it whole.
     *
     * @throws IOException where the stream takes no more
     */
    public void write(CFPackage pkg, CaseVersion version, OutputStream stream) throws IOException {
        CaseJsonWriter.write(version, stream, out -> out.pkg(pkg));
    }

    /**
     * Turns the answer of getCFPackage in 1.1, as it is written here, into the one in 1.0: the same bytes as of the package that it was
     * written from. Neither is ever held whole; both streams stay open.
     *
     * @throws IOException where a stream fails
     */
    public void writeEarlier(InputStream strict, OutputStream stream) throws IOException {
        EarlierCase.write(strict, stream);
    }

    /** The answer of getCFDocument. */
    public byte[] writeDocument(DocumentEntry entry, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.document(entry.document(), entry.CFPackageURI()));
    }

    /** The answer of getAllCFDocuments: one page of documents, possibly empty. */
    public byte[] writeDocuments(List<DocumentEntry> page, CaseVersion version) {
        return set(version, "CFDocuments", page, out -> entry -> out.document(entry.document(), entry.CFPackageURI()));
    }

    /** The answer of getCFItem. */
    public byte[] writeItem(InDocument<CFItem> item, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.item(item.value(), item.CFDocumentURI()));
    }

    /** The answer of getCFAssociation. */
    public byte[] writeAssociation(InDocument<CFAssociation> association, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.association(association.value(), association.CFDocumentURI()));
    }

    /** The answer of getCFItemAssociations: the item and every association it is an end of, these without their documents. */
    public byte[] writeItemAssociations(
            InDocument<CFItem> item, List<CFAssociation> associations, CaseVersion version) {
        return CaseJsonWriter.write(
                version,
                out -> out.object(() -> {
                    out.property("CFItem", () -> out.item(item.value(), item.CFDocumentURI()));
                    out.list("CFAssociations", associations, one -> out.association(one, null));
                }));
    }

    /** The answer of getCFConcept: the concept and its children. */
    public byte[] writeConcepts(List<CFConcept> concepts, CaseVersion version) {
        return set(version, "CFConcepts", concepts, out -> out::concept);
    }

    /** The answer of getCFSubject: the subject and its children. */
    public byte[] writeSubjects(List<CFSubject> subjects, CaseVersion version) {
        return set(version, "CFSubjects", subjects, out -> out::subject);
    }

    /** The answer of getCFItemType: the type and its children. */
    public byte[] writeItemTypes(List<CFItemType> types, CaseVersion version) {
        return set(version, "CFItemTypes", types, out -> out::itemType);
    }

    /** The answer of getCFLicense. */
    public byte[] writeLicense(CFLicense license, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.license(license));
    }

    /** The answer of getCFAssociationGrouping. */
    public byte[] writeAssociationGrouping(CFAssociationGrouping grouping, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.grouping(grouping));
    }

    /** The answer of getCFRubric. */
    public byte[] writeRubric(CFRubric rubric, CaseVersion version) {
        return CaseJsonWriter.write(version, out -> out.rubric(rubric));
    }

    private static <T> byte[] set(
            CaseVersion version, String name, List<T> values, Function<CaseJsonWriter, Consumer<T>> each) {
        return CaseJsonWriter.write(version, out -> out.object(() -> out.list(name, values, each.apply(out))));
    }
}
