package org.throughline.server.alignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseWriter;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.frameworks.CaseSource;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ItemWording;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.PublicAddress;

/**
 * Crosswalks as CASE packages: a CFDocument and, for every accepted pair, a CFAssociation with its own identifier whose origin is the outcome
 * and whose destination is the requirement (a whole of a part is written the other way round, because CASE has no word for it). The
 * items themselves stay in their own packages. Published crosswalks are a source of the CASE API.
 */
@Component
public final class CrosswalkPackages implements CaseSource {
    private static final CaseWriter WRITER = new CaseWriter();

    /** What a reader elsewhere is told of an alignment that rests on other words than it was decided upon. */
    private static final String CHANGED =
            "Since this was decided, the words of the requirement or of the outcome have changed; nobody has confirmed it since.";

    private final CrosswalkRows rows;
    private final Pairs pairs;
    private final AcceptedAlignments alignments;
    private final Frameworks frameworks;
    private final Organizations organizations;
    private final PublicAddress address;

    CrosswalkPackages(
            CrosswalkRows rows,
            Pairs pairs,
            AcceptedAlignments alignments,
            Frameworks frameworks,
            Organizations organizations,
            PublicAddress address) {
        this.rows = rows;
        this.pairs = pairs;
        this.alignments = alignments;
        this.frameworks = frameworks;
        this.organizations = organizations;
        this.address = address;
    }

    /** The crosswalk as a strict CASE package, published or not: for a download. */
    public Optional<byte[]> download(CrosswalkId crosswalk, CaseVersion version) {
        return rows.find(crosswalk).map(row -> WRITER.write(pkg(row), version));
    }

    @Override
    public List<UUID> published() {
        return rows.all().stream()
                .filter(CrosswalkRows.Row::published)
                .map(row -> row.crosswalk().id().value())
                .toList();
    }

    @Override
    public Optional<CFDocument> document(UUID identifier) {
        return publishedRow(identifier).map(this::document);
    }

    @Override
    public Optional<CFPackage> pkg(UUID identifier) {
        return publishedRow(identifier).map(this::pkg);
    }

    /** None: a crosswalk has no items of its own. */
    @Override
    public Optional<Within<CFItem>> item(UUID identifier) {
        return Optional.empty();
    }

    @Override
    public Optional<Within<CFAssociation>> association(UUID identifier) {
        return pairs.byAssociation(identifier)
                .flatMap(pair -> within(List.of(pair)).stream().findFirst());
    }

    @Override
    public List<Within<CFAssociation>> associationsOf(UUID item) {
        return frameworks
                .item(item)
                .map(found -> within(pairs.acceptedAt(List.of(found.uri()))))
                .orElse(List.of());
    }

    private Optional<CrosswalkRows.Row> publishedRow(UUID identifier) {
        return rows.find(new CrosswalkId(identifier)).filter(CrosswalkRows.Row::published);
    }

    private List<Within<CFAssociation>> within(List<Pairs.Pair> accepted) {
        Map<ItemUri, FrameworkItem> items = items(accepted);
        return accepted.stream()
                .flatMap(pair -> publishedRow(pair.crosswalk().value()).stream()
                        .map(row -> new Within<>(
                                association(
                                        pair,
                                        items,
                                        alignments.sides(List.of(pair)),
                                        changed(row.crosswalk(), List.of(pair))),
                                document(row))))
                .toList();
    }

    private CFPackage pkg(CrosswalkRows.Row row) {
        List<Pairs.Pair> accepted = pairs.accepted(row.crosswalk().id());
        Map<ItemUri, FrameworkItem> items = items(accepted);
        Map<OrganizationId, String> sides = alignments.sides(accepted);
        Set<UUID> changed = changed(row.crosswalk(), accepted);
        List<CFAssociation> associations = accepted.stream()
                .map(pair -> association(pair, items, sides, changed))
                .toList();
        return new CFPackage(document(row), List.of(), associations, CFDefinitions.NONE, List.of());
    }

    private CFDocument document(CrosswalkRows.Row row) {
        Crosswalk crosswalk = row.crosswalk();
        String creator =
                organizations.find(crosswalk.owner()).map(Organization::name).orElse("An organization that has left");
        return CFDocument.builder(
                        crosswalk.id().value(),
                        address.url("/uri/" + crosswalk.id()),
                        creator,
                        crosswalk.title(),
                        seconds(row.lastChange()))
                .description("Alignments between “%s” (outcomes) and “%s” (requirements), accepted by people."
                        .formatted(
                                frameworks
                                        .find(crosswalk.outcomes())
                                        .map(Framework::title)
                                        .orElse("?"),
                                frameworks
                                        .find(crosswalk.requirements())
                                        .map(Framework::title)
                                        .orElse("?")))
                .language("en")
                .adoptionStatus(row.published() ? "Adopted" : "Draft")
                .officialSourceURL(address.url("/crosswalks/" + crosswalk.id()))
                .build();
    }

    /** The associations whose words have changed since they were decided. */
    private Set<UUID> changed(Crosswalk crosswalk, List<Pairs.Pair> accepted) {
        Map<ItemUri, ItemWording> asked = frameworks.wordings(
                crosswalk.requirements(),
                accepted.stream().map(Pairs.Pair::requirement).toList());
        Map<ItemUri, ItemWording> answering = frameworks.wordings(
                crosswalk.outcomes(), accepted.stream().map(Pairs.Pair::outcome).toList());
        Set<UUID> changed = new HashSet<>();
        accepted.stream()
                .filter(pair -> Rewording.of(
                                pair.grounds(), asked.get(pair.requirement()), answering.get(pair.outcome()))
                        .isPresent())
                .forEach(pair -> changed.add(Objects.requireNonNull(pair.association())));
        return changed;
    }

    /**
     * Why, for whom and when stand in the notes, which CASE 1.1 has for people, and for programs in extensions; CASE 1.0 has a place for
     * neither. The names of people stay in the house: an association is copied for good.
     */
    private CFAssociation association(
            Pairs.Pair pair, Map<ItemUri, FrameworkItem> items, Map<OrganizationId, String> sides, Set<UUID> changed) {
        UUID id = Objects.requireNonNull(pair.association());
        Relation relation = Objects.requireNonNull(pair.relation());
        boolean turned = relation == Relation.HAS_PART;
        AssociationType type = AssociationType.ofWire(turned ? Relation.PART_OF.word() : relation.word())
                .orElseThrow(() -> new IllegalStateException(relation + " is no word of CASE"));
        LinkGenURI outcome = link(pair.outcome(), items);
        LinkGenURI requirement = link(pair.requirement(), items);
        CFAssociation.Builder association = CFAssociation.builder(
                id,
                address.url("/uri/" + id),
                type,
                turned ? requirement : outcome,
                turned ? outcome : requirement,
                seconds(pair.decidedAt()));
        String side = sides.getOrDefault(pair.decidedFor(), "");
        String accepted = "Accepted%s on %s.%s"
                .formatted(
                        side.isEmpty() ? "" : " for " + side,
                        LocalDate.ofInstant(pair.decidedAt(), ZoneOffset.UTC),
                        changed.contains(id) ? " " + CHANGED : "");
        Extensions extensions = Extensions.NONE.withText(
                "throughline:decidedAt", seconds(pair.decidedAt()).toString());
        return association
                .notes(pair.reason().isBlank() ? accepted : pair.reason() + "\n\n" + accepted)
                .extensions(side.isEmpty() ? extensions : extensions.withText("throughline:decidedFor", side))
                .build();
    }

    private Map<ItemUri, FrameworkItem> items(List<Pairs.Pair> accepted) {
        Set<ItemUri> uris = new HashSet<>();
        accepted.forEach(pair -> {
            uris.add(pair.requirement());
            uris.add(pair.outcome());
        });
        return frameworks.items(new ArrayList<>(uris));
    }

    private static LinkGenURI link(ItemUri uri, Map<ItemUri, FrameworkItem> items) {
        FrameworkItem item = items.get(uri);
        return item == null
                ? new LinkGenURI(uri.value(), uri.value(), uri.value(), "ext:external")
                : new LinkGenURI(item.label(), item.identifier().toString(), uri.value(), "CASE");
    }

    /** CASE's times are told in whole seconds here, so that two servers agree on them. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
