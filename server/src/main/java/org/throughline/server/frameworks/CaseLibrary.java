package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.DocumentEntry;
import org.throughline.caseformat.InDocument;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.PublicAddress;

/** Everything that this server publishes as CASE, from all its sources, as strict JSON of either version. */
@Component
public final class CaseLibrary {
    private static final CaseWriter WRITER = new CaseWriter();

    private final List<CaseSource> sources;
    private final StoredPackages stored;
    private final PublicAddress address;

    CaseLibrary(List<CaseSource> sources, StoredPackages stored, PublicAddress address) {
        this.stored = stored;
        this.sources = List.copyOf(sources);
        this.address = address;
    }

    /** One page of published documents, by identifier. */
    public Page<UUID> documents(int offset, int limit) {
        List<UUID> all = sources.stream()
                .map(CaseSource::published)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
        List<UUID> page = all.subList(Math.min(offset, all.size()), (int) Math.min((long) offset + limit, all.size()));
        return new Page<>(page, offset, limit, all.size());
    }

    /** The answer of getAllCFDocuments for these documents; those that vanished meanwhile are left out. */
    public byte[] documents(List<UUID> identifiers, CaseVersion version) {
        List<DocumentEntry> entries = identifiers.stream()
                .flatMap(id -> first(source -> source.document(id)).stream())
                .map(document -> entry(document, version))
                .toList();
        return WRITER.writeDocuments(entries, version);
    }

    /** The answer of getCFDocument. */
    public Optional<byte[]> document(UUID identifier, CaseVersion version) {
        return first(source -> source.document(identifier))
                .map(document -> WRITER.writeDocument(entry(document, version), version));
    }

    /** The answer of getCFPackage; the identifier is the document's. */
    public Optional<byte[]> pkg(UUID identifier, CaseVersion version) {
        return first(source -> source.pkg(identifier)).map(pkg -> WRITER.write(pkg, version));
    }

    /** The answer of getCFItem. */
    public Optional<byte[]> item(UUID identifier, CaseVersion version) {
        return first(source -> source.item(identifier)).map(found -> WRITER.writeItem(inDocument(found), version));
    }

    /** The answer of getCFItemAssociations: the item and its associations in every document here, crosswalks among them. */
    public Optional<byte[]> itemAssociations(UUID identifier, CaseVersion version) {
        Optional<CaseSource.Within<CFItem>> item = first(source -> source.item(identifier));
        return item.map(found -> {
            List<CFAssociation> associations = new ArrayList<>();
            sources.forEach(source ->
                    source.associationsOf(identifier).forEach(association -> associations.add(association.value())));
            return WRITER.writeItemAssociations(inDocument(found), associations, version);
        });
    }

    /** The answer of getCFAssociation. */
    public Optional<byte[]> association(UUID identifier, CaseVersion version) {
        return first(source -> source.association(identifier))
                .map(found -> WRITER.writeAssociation(inDocument(found), version));
    }

    /** What an item's own page tells: its further texts, as its framework has them, published or not. */
    public Optional<ItemText> text(FrameworkItem item) {
        return stored.item(item.framework(), item.identifier())
                .map(found -> new ItemText(
                        item,
                        found.abbreviatedStatement(),
                        found.notes(),
                        found.educationLevel(),
                        found.conceptKeywords(),
                        found.lastChangeDateTime(),
                        stored.retiredAt(item.framework(), item.identifier()).orElse(null)));
    }

    /** Published links of an item to other nodes, apart from the tree. */
    public List<ItemRelation> relations(FrameworkItem item) {
        return sources.stream()
                .flatMap(source -> source.associationsOf(item.identifier()).stream())
                .map(CaseSource.Within::value)
                .filter(association -> !association.associationType().equals(AssociationType.IS_CHILD_OF))
                .map(association -> relation(item, association))
                .toList();
    }

    /** The whole package of a framework as strict CASE 1.1, published or not: for its owners' download. */
    public Optional<byte[]> download(FrameworkId framework) {
        return stored.text(framework);
    }

    private static ItemRelation relation(FrameworkItem item, CFAssociation association) {
        boolean outgoing = association
                .originNodeURI()
                .identifier()
                .equals(item.identifier().toString());
        LinkGenURI other = outgoing ? association.destinationNodeURI() : association.originNodeURI();
        return new ItemRelation(
                association.identifier(),
                outgoing,
                association.associationType().wire(),
                association.associationType().words(),
                other.title(),
                new ItemUri(other.uri()));
    }

    private <T> Optional<T> first(Function<CaseSource, Optional<T>> question) {
        return sources.stream().map(question).flatMap(Optional::stream).findFirst();
    }

    private DocumentEntry entry(CFDocument document, CaseVersion version) {
        String uri = address.url("/ims/case/" + version.pathSegment() + "/CFPackages/" + document.identifier());
        return new DocumentEntry(document, new LinkURI(document.title(), document.identifier(), uri));
    }

    private static <T> InDocument<T> inDocument(CaseSource.Within<T> found) {
        CFDocument document = found.document();
        return new InDocument<>(found.value(), new LinkURI(document.title(), document.identifier(), document.uri()));
    }
}
