package org.throughline.server.cocreation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.shared.PublicAddress;

/** From a package to a draft's rows and back. What nobody changed comes back as it was, with its identifiers and its dates. */
@Component
final class DraftPackages {
    private final JdbcClient sql;
    private final DraftRows rows;
    private final PublicAddress address;

    DraftPackages(JdbcClient sql, DraftRows rows, PublicAddress address) {
        this.sql = sql;
        this.rows = rows;
        this.address = address;
    }

    String uri(UUID identifier) {
        return address.url("/uri/" + identifier);
    }

    /** Fills an empty draft with a package that stands. */
    void fill(DraftRows.Writing writing, CFPackage pkg, Map<UUID, Known> known) {
        UUID framework = writing.id();
        FrameworkTree tree = FrameworkTree.of(pkg);
        Map<String, CFAssociation> placements = new HashMap<>();
        List<CFAssociation> childOf = new ArrayList<>();
        List<CFAssociation> links = new ArrayList<>();
        for (CFAssociation association : pkg.associations()) {
            (association.associationType() == AssociationType.IS_CHILD_OF ? childOf : links).add(association);
        }
        childOf.forEach(association -> placements.putIfAbsent(ends(association), association));
        List<DraftRows.Fresh> fresh = new ArrayList<>();
        Set<UUID> used = new HashSet<>();
        Map<UUID, Long> last = new HashMap<>();
        List<UUID> way = new ArrayList<>();
        for (FrameworkTree.Row row : tree.rows()) {
            while (way.size() >= row.depth()) {
                way.removeLast();
            }
            CFItem item = row.item();
            if (!row.repeated()) {
                UUID parent = way.isEmpty() ? framework : way.getLast();
                @Nullable CFAssociation placement = placements.get(item.identifier() + " " + parent);
                if (placement != null) {
                    used.add(placement.identifier());
                }
                long place = last.merge(parent, DraftRows.GAP, Long::sum);
                Known before = known.get(item.identifier());
                fresh.add(new DraftRows.Fresh(
                        item,
                        parent,
                        place,
                        true,
                        placement == null ? null : DraftBodies.of(placement),
                        before != null && sameBut(before.body(), DraftBodies.of(item))
                                ? before.textRevision()
                                : writing.act()));
            }
            way.add(item.identifier());
        }
        rows.add(writing, fresh);
        List<CFAssociation> further = new ArrayList<>(childOf.stream()
                .filter(association -> !used.contains(association.identifier()))
                .toList());
        further.addAll(links);
        rows.addLinks(writing, further);
    }

    /** What was known of an item before a draft begins anew. */
    record Known(String body, long textRevision) {}

    Map<UUID, Known> known(FrameworkId framework) {
        Map<UUID, Known> known = new HashMap<>();
        sql.sql("select identifier, body, text_revision from cocreation.items where framework = ?")
                .param(framework.value())
                .query((row, _) -> Map.entry(
                        row.getObject("identifier", UUID.class),
                        new Known(row.getString("body"), row.getLong("text_revision"))))
                .list()
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    void clear(FrameworkId framework) {
        sql.sql("delete from cocreation.items where framework = ?")
                .param(framework.value())
                .update();
        sql.sql("delete from cocreation.links where framework = ?")
                .param(framework.value())
                .update();
    }

    private record Row(
            UUID identifier,
            UUID parent,
            boolean retired,
            String body,
            @Nullable String placement) {}

    /** The draft as a package, as it would stand if it were published now. */
    CFPackage pkg(FrameworkId framework, Optional<CFPackage> base, Instant now) {
        record Heading(String document, @Nullable String definitions) {}
        Heading heading = sql.sql("select document, definitions from cocreation.workspaces where framework = ?")
                .param(framework.value())
                .query((row, _) -> new Heading(row.getString("document"), row.getString("definitions")))
                .single();
        List<Row> all = sql.sql("""
            select identifier, parent, retired, body,
                   case when position(parent::text in placement) > 0 then placement end as placement
              from cocreation.items where framework = ? order by parent, place, identifier
            """)
                .param(framework.value())
                .query((row, _) -> new Row(
                        row.getObject("identifier", UUID.class),
                        row.getObject("parent", UUID.class),
                        row.getBoolean("retired"),
                        row.getString("body"),
                        row.getString("placement")))
                .list();
        Map<UUID, String> linkTexts = new LinkedHashMap<>();
        sql.sql("select identifier, body from cocreation.links where framework = ? order by place, identifier")
                .param(framework.value())
                .query((row, _) -> Map.entry(row.getObject("identifier", UUID.class), row.getString("body")))
                .list()
                .forEach(link -> linkTexts.put(link.getKey(), link.getValue()));
        List<String> associations = new ArrayList<>(linkTexts.values());
        all.stream().map(Row::placement).filter(Objects::nonNull).forEach(associations::add);
        CFPackage read =
                DraftBodies.read(heading.document(), all.stream().map(Row::body).toList(), associations);
        CFDefinitions definitions = DraftBodies.definitions(heading.definitions());
        return new Writing(framework, read, definitions, all, linkTexts.keySet(), base, now).pkg(heading.definitions());
    }

    /** Whether two items are the same but for their dates of change. */
    private static boolean sameBut(String one, String other) {
        String date = "\"lastChangeDateTime\":\"[^\"]*\"";
        return one.replaceFirst(date, "").equals(other.replaceFirst(date, ""));
    }

    private static String ends(CFAssociation association) {
        return association.originNodeURI().identifier() + " "
                + association.destinationNodeURI().identifier();
    }

    /** One writing of a draft as a package. */
    private final class Writing {
        private final FrameworkId framework;
        private final CFDocument document;
        private final CFDefinitions definitions;
        private final Instant now;
        private final Optional<CFPackage> base;
        private final Optional<FrameworkTree> baseTree;
        private final Map<UUID, CFItem> items = new HashMap<>();
        private final Map<UUID, CFItem> baseItems = new HashMap<>();
        private final Map<UUID, CFAssociation> baseLinks = new HashMap<>();
        private final Map<String, CFAssociation> placements = new HashMap<>();
        private final List<CFAssociation> links;
        private final Map<UUID, Row> rows = new LinkedHashMap<>();
        private final Set<UUID> ended = new HashSet<>();
        private final Map<UUID, List<UUID>> children = new LinkedHashMap<>();

        Writing(
                FrameworkId framework,
                CFPackage read,
                CFDefinitions definitions,
                List<Row> all,
                Set<UUID> linked,
                Optional<CFPackage> base,
                Instant now) {
            this.framework = framework;
            this.document = read.document();
            this.definitions = definitions;
            this.base = base;
            this.now = now;
            read.items().forEach(item -> items.put(item.identifier(), item));
            base.ifPresent(pkg -> {
                pkg.items().forEach(item -> baseItems.put(item.identifier(), item));
                pkg.associations().forEach(link -> baseLinks.put(link.identifier(), link));
            });
            all.forEach(row -> rows.put(row.identifier(), row));
            links = read.associations().stream()
                    .filter(association -> linked.contains(association.identifier()))
                    .toList();
            // The reader hangs under the document what stands under nothing: only what was kept is taken from it.
            read.associations().stream()
                    .filter(association -> CaseIds.parse(
                                    association.originNodeURI().identifier())
                            .map(rows::get)
                            .map(Row::placement)
                            .filter(kept ->
                                    kept.contains(association.identifier().toString()))
                            .isPresent())
                    .forEach(association -> placements.putIfAbsent(ends(association), association));
            baseTree = base.map(FrameworkTree::of);
            Set<String> replaced = links.stream()
                    .filter(link -> link.associationType() == AssociationType.REPLACED_BY)
                    .map(link -> link.originNodeURI().identifier())
                    .collect(Collectors.toSet());
            for (Row row : all) {
                if (row.retired() && replaced.contains(row.identifier().toString())) {
                    ended.add(row.identifier());
                }
            }
            for (Row row : all) {
                if (stays(row)) {
                    children.computeIfAbsent(parent(row), _ -> new ArrayList<>())
                            .add(row.identifier());
                }
            }
        }

        private boolean stays(Row row) {
            return !row.retired() || ended.contains(row.identifier());
        }

        /** The nearest place above that stays. */
        private UUID parent(Row row) {
            UUID parent = row.parent();
            for (int steps = 0; steps < 1_000; steps++) {
                Row above = rows.get(parent);
                if (above == null) {
                    return framework.value();
                }
                if (!above.retired()) {
                    return parent;
                }
                parent = above.parent();
            }
            return framework.value();
        }

        CFPackage pkg(@Nullable String rest) {
            List<CFItem> told = new ArrayList<>();
            List<CFAssociation> tree = new ArrayList<>();
            Map<UUID, CFItem> written = new HashMap<>();
            Map<String, CFItemType> types = definitions.itemTypes().stream()
                    .collect(Collectors.toMap(CFItemType::title, Function.identity(), (first, _) -> first));
            Deque<UUID> waiting = new ArrayDeque<>();
            waiting.push(framework.value());
            while (!waiting.isEmpty()) {
                UUID parent = waiting.pop();
                if (!parent.equals(framework.value())) {
                    CFItem item = item(parent, types);
                    told.add(item);
                    written.put(parent, item);
                }
                children.getOrDefault(parent, List.of()).reversed().forEach(waiting::push);
            }
            children.forEach((parent, below) -> tree.addAll(placements(parent, below, written)));
            Set<UUID> gone = new HashSet<>(rows.keySet());
            gone.removeAll(written.keySet());
            for (CFAssociation link : links) {
                if (!isGone(link.originNodeURI(), gone) && !isGone(link.destinationNodeURI(), gone)) {
                    tree.add(settled(link, written));
                }
            }
            boolean same = base.isPresent()
                    && Set.copyOf(base.get().items()).equals(Set.copyOf(told))
                    && Set.copyOf(base.get().associations()).equals(Set.copyOf(tree))
                    && document.toBuilder()
                            .lastChangeDateTime(base.get().document().lastChangeDateTime())
                            .build()
                            .equals(base.get().document())
                    && base.get().definitions().equals(definitions)
                    && base.get().rubrics().equals(DraftBodies.rubrics(rest))
                    && base.get().extensions().equals(DraftBodies.extensions(rest));
            return same
                    ? base.orElseThrow()
                    : new CFPackage(
                            document.toBuilder().lastChangeDateTime(now).build(),
                            told,
                            tree,
                            definitions,
                            DraftBodies.rubrics(rest),
                            DraftBodies.extensions(rest));
        }

        private CFItem item(UUID identifier, Map<String, CFItemType> types) {
            CFItem item = Objects.requireNonNull(items.get(identifier));
            CFItem.Builder written = item.toBuilder();
            if (item.CFItemTypeURI() == null && item.CFItemType() != null && types.containsKey(item.CFItemType())) {
                written.CFItemTypeURI(types.get(item.CFItemType()).link());
            }
            if (ended.contains(identifier) && item.statusEndDate() == null) {
                written.statusEndDate(LocalDate.ofInstant(now, ZoneOffset.UTC));
            }
            @Nullable CFItem before = baseItems.get(identifier);
            if (before != null
                    && written.lastChangeDateTime(before.lastChangeDateTime())
                            .build()
                            .equals(before)) {
                return before;
            }
            return written.lastChangeDateTime(now).build();
        }

        /** The isChildOf associations of one level. Numbers that rise already stay; others become the next ones. */
        private List<CFAssociation> placements(UUID parent, List<UUID> below, Map<UUID, CFItem> written) {
            boolean numbered = false;
            List<@Nullable CFAssociation> kept = new ArrayList<>();
            for (UUID child : below) {
                @Nullable CFAssociation before = placements.get(child + " " + parent);
                kept.add(before);
                numbered |= before == null || before.sequenceNumber() != null;
            }
            if (!numbered) {
                numbered = !inOrderWithoutNumbers(parent, below);
            }
            List<CFAssociation> level = new ArrayList<>();
            int last = 0;
            for (int n = 0; n < below.size(); n++) {
                CFItem child = Objects.requireNonNull(written.get(below.get(n)));
                LinkGenURI above = parent.equals(framework.value())
                        ? LinkGenURI.to(document)
                        : LinkGenURI.to(Objects.requireNonNull(written.get(parent)));
                @Nullable CFAssociation before = kept.get(n);
                @Nullable Integer number = null;
                if (numbered) {
                    Integer own = before == null ? null : before.sequenceNumber();
                    last = own != null && own > last ? own : last + 1;
                    number = last;
                }
                level.add(
                        before == null
                                ? fresh(child, above, number)
                                : settled(
                                        before.toBuilder()
                                                .sequenceNumber(number)
                                                .build(),
                                        written));
            }
            return level;
        }

        /** Whether the reading order that the standard's readers find by themselves is the draft's. */
        private boolean inOrderWithoutNumbers(UUID parent, List<UUID> below) {
            Set<UUID> here = Set.copyOf(below);
            return baseTree.map(tree -> tree.children(parent).stream()
                            .map(CFItem::identifier)
                            .filter(here::contains)
                            .toList()
                            .equals(below))
                    .orElse(false);
        }

        private CFAssociation fresh(CFItem child, LinkGenURI above, @Nullable Integer number) {
            UUID identifier = CaseIds.v5(framework.value(), child.identifier() + " isChildOf " + above.identifier());
            CFAssociation made = CFAssociation.builder(
                            identifier, uri(identifier), AssociationType.IS_CHILD_OF, LinkGenURI.to(child), above, now)
                    .sequenceNumber(number)
                    .build();
            return asBefore(made);
        }

        /** A link whose ends are called as they are called now; one that is as it was keeps its date. */
        private CFAssociation settled(CFAssociation link, Map<UUID, CFItem> written) {
            return asBefore(link.toBuilder()
                    .originNodeURI(called(link.originNodeURI(), written))
                    .destinationNodeURI(called(link.destinationNodeURI(), written))
                    .build());
        }

        private LinkGenURI called(LinkGenURI end, Map<UUID, CFItem> written) {
            Optional<UUID> identifier = CaseIds.parse(end.identifier());
            @Nullable CFItem item = identifier.map(written::get).orElse(null);
            if (item == null || item.equals(baseItems.get(item.identifier()))) {
                return end;
            }
            return new LinkGenURI(item.label(), end.identifier(), end.uri(), end.targetType());
        }

        private CFAssociation asBefore(CFAssociation link) {
            @Nullable CFAssociation before = baseLinks.get(link.identifier());
            return before != null
                            && link.toBuilder()
                                    .lastChangeDateTime(before.lastChangeDateTime())
                                    .build()
                                    .equals(before)
                    ? before
                    : link.toBuilder().lastChangeDateTime(now).build();
        }

        private boolean isGone(LinkGenURI end, Set<UUID> gone) {
            return CaseIds.parse(end.identifier()).filter(gone::contains).isPresent();
        }
    }

    /** A document for a framework that begins here. */
    CFDocument document(UUID identifier, String title, String creator, @Nullable String language, Instant now) {
        return CFDocument.builder(identifier, uri(identifier), creator, title, now)
                .caseVersion("1.1")
                .language(language)
                .adoptionStatus("Draft")
                .build();
    }
}
