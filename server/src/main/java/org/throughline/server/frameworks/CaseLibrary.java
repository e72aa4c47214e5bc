package org.throughline.server.frameworks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;
import org.throughline.server.shared.ItemUri;
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

    /** The identifiers of all published documents, in their order. */
    public List<UUID> documents() {
        return sources.stream()
                .map(CaseSource::published)
                .flatMap(Collection::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** All published documents as strict CASE 1.1 JSON, by identifier, for whoever picks among them; no package is read for it. */
    public Map<UUID, String> documentTexts() {
        Map<UUID, String> texts = new TreeMap<>();
        stored.documentTexts().forEach(text -> texts.put(text.identifier(), text.json()));
        sources.stream()
                .filter(source -> source != stored)
                .flatMap(source -> source.documents(source.published()).stream())
                .forEach(document -> texts.putIfAbsent(
                        document.identifier(),
                        IncomingPackages.text(
                                WRITER.writeDocument(entry(document, CaseVersion.V1P1), CaseVersion.V1P1))));
        return texts;
    }

    /** The answer of getAllCFDocuments for these documents, in this order; those that vanished meanwhile are left out. */
    public CaseAnswer documents(List<UUID> identifiers, CaseVersion version) {
        Map<UUID, CFDocument> found = new HashMap<>();
        for (CaseSource source : sources) {
            List<UUID> missing =
                    identifiers.stream().filter(id -> !found.containsKey(id)).toList();
            source.documents(missing).forEach(document -> found.put(document.identifier(), document));
        }
        List<DocumentEntry> entries = identifiers.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(document -> entry(document, version))
                .toList();
        return new CaseAnswer(WRITER.writeDocuments(entries, version), lastChange(found.values()), false);
    }

    /** The answer of getCFDocument. */
    public Optional<CaseAnswer> document(UUID identifier, CaseVersion version) {
        return first(source -> source.document(identifier))
                .map(document -> new CaseAnswer(
                        WRITER.writeDocument(entry(document, version), version), lastChange(List.of(document)), true));
    }

    /** What stands of a document's package, where it is one of those that are kept as they were published. */
    public Optional<StandingPackage> standing(UUID identifier) {
        return stored.standing(identifier);
    }

    /** The answer of getCFPackage; the identifier is the document's. For a kept one, its bytes lie on the {@link PackageShelf}. */
    public Optional<CaseAnswer> pkg(UUID identifier, CaseVersion version) {
        return first(source -> source.pkg(identifier))
                .map(pkg -> new CaseAnswer(WRITER.write(pkg, version), lastChange(List.of(pkg.document())), true));
    }

    /** The answer of getCFItem. */
    public Optional<CaseAnswer> item(UUID identifier, CaseVersion version) {
        return first(source -> source.item(identifier))
                .map(found -> new CaseAnswer(
                        WRITER.writeItem(inDocument(found), version), lastChangeOf(List.of(found.document())), true));
    }

    /** The answer of getCFItemAssociations: the item and its associations in every document here, crosswalks among them. */
    public Optional<CaseAnswer> itemAssociations(UUID identifier, CaseVersion version) {
        Optional<CaseSource.Within<CFItem>> item = first(source -> source.item(identifier));
        return item.map(found -> {
            List<CaseSource.Within<CFAssociation>> associations = sources.stream()
                    .flatMap(source -> source.associationsOf(identifier).stream())
                    .toList();
            List<LinkURI> documents = new ArrayList<>(List.of(found.document()));
            associations.forEach(association -> documents.add(association.document()));
            return new CaseAnswer(
                    WRITER.writeItemAssociations(
                            inDocument(found),
                            associations.stream().map(CaseSource.Within::value).toList(),
                            version),
                    lastChangeOf(documents),
                    false);
        });
    }

    /** The answer of getCFAssociation. */
    public Optional<CaseAnswer> association(UUID identifier, CaseVersion version) {
        return first(source -> source.association(identifier))
                .map(found -> new CaseAnswer(
                        WRITER.writeAssociation(inDocument(found), version),
                        lastChangeOf(List.of(found.document())),
                        true));
    }

    /** The answer of the operation for a definition or a rubric: it alone, or with its children where the operation has a set. */
    public Optional<CaseAnswer> definition(DefinitionKind kind, UUID identifier, CaseVersion version) {
        return stored.definition(kind, identifier)
                .map(around ->
                        new CaseAnswer(kind.answer(around, version), lastChange(List.of(around.document())), true));
    }

    private Instant lastChangeOf(Collection<LinkURI> documents) {
        return lastChange(documents.stream()
                .map(LinkURI::identifier)
                .distinct()
                .flatMap(id -> first(source -> source.document(id)).stream())
                .toList());
    }

    /** When the latest of these came to stand here; what is not kept in versions says itself when it changed. */
    private Instant lastChange(Collection<CFDocument> documents) {
        Map<UUID, Instant> recorded =
                stored.recorded(documents.stream().map(CFDocument::identifier).toList());
        return documents.stream()
                .map(document -> recorded.getOrDefault(document.identifier(), document.lastChangeDateTime()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** A definition or a rubric with its children, in a package with nothing else. */
    public Optional<CFPackage> definition(DefinitionKind kind, UUID identifier) {
        return stored.definition(kind, identifier);
    }

    /** Of which kind the definition or rubric with this identifier is. */
    public Optional<DefinitionKind> kindOf(UUID identifier) {
        return stored.kindOf(identifier);
    }

    /** An association and its document, published. */
    public Optional<CaseSource.Within<CFAssociation>> association(UUID identifier) {
        return first(source -> source.association(identifier));
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
        return new InDocument<>(found.value(), found.document());
    }
}
