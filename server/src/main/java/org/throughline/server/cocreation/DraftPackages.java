package org.throughline.server.cocreation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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

/** From a draft's rows to a package. What nobody changed comes back as it was, with its identifiers and its dates. */
@Component
final class DraftPackages {
    private final JdbcClient sql;
    private final PublicAddress address;

    DraftPackages(JdbcClient sql, PublicAddress address) {
        this.sql = sql;
        this.address = address;
    }

    String uri(UUID identifier) {
        return address.url("/uri/" + identifier);
    }

    /**
     * A row of the draft.
     *
     * @param body null where the text is the one that the draft began with
     * @param placed whether it stands where it stood then
     */
    private record Row(
            UUID identifier,
            UUID parent,
            boolean retired,
            @Nullable String body,
            boolean placed) {}

    /** The draft as a package, as it would stand if it were published now. Only what was changed is read; the rest is the base's. */
    CFPackage pkg(FrameworkId framework, Optional<CFPackage> base, Instant now) {
        record Heading(String document, @Nullable String definitions) {}
        Heading heading = sql.sql("select document, definitions from cocreation.workspaces where framework = ?")
                .param(framework.value())
                .query((row, _) -> new Heading(row.getString("document"), row.getString("definitions")))
                .single();
        List<Row> all = sql.sql("""
            select i.identifier, i.parent, i.retired, i.placement is not null and position(i.parent::text in i.placement) > 0 as placed,
                   case when i.standing and i.text_revision <= w.base_revision then null else i.body end as body
              from cocreation.items i join cocreation.workspaces w on w.framework = i.framework
             where i.framework = ? order by i.parent, i.place, i.identifier
            """)
                .param(framework.value())
                .query((row, _) -> new Row(
                        row.getObject("identifier", UUID.class),
                        row.getObject("parent", UUID.class),
                        row.getBoolean("retired"),
                        row.getString("body"),
                        row.getBoolean("placed")))
                .list();
        Map<UUID, Optional<String>> links = new LinkedHashMap<>();
        sql.sql("""
            select l.identifier, case when l.revision <= w.base_revision then null else l.body end as body
              from cocreation.links l join cocreation.workspaces w on w.framework = l.framework
             where l.framework = ? order by l.place, l.identifier
            """)
                .param(framework.value())
                .query((row, _) ->
                        Map.entry(row.getObject("identifier", UUID.class), Optional.ofNullable(row.getString("body"))))
                .list()
                .forEach(link -> links.put(link.getKey(), link.getValue()));
        CFPackage read = DraftBodies.read(
                heading.document(),
                all.stream().map(Row::body).filter(Objects::nonNull).toList(),
                links.values().stream().flatMap(Optional::stream).toList());
        CFDefinitions definitions = DraftBodies.definitions(heading.definitions());
        return new Writing(framework, read, definitions, all, links.keySet(), base, now).pkg(heading.definitions());
    }

    /** By which nodes an association is found. */
    static String ends(CFAssociation association) {
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
        private @Nullable FrameworkTree baseTree;
        private final Map<UUID, CFItem> items = new HashMap<>();
        private final Map<UUID, CFItem> baseItems = new HashMap<>();
        private final Map<UUID, CFAssociation> baseLinks = new HashMap<>();
        private final Map<String, CFAssociation> placements = new HashMap<>();
        private final List<CFAssociation> links;

        /** Links by which statements stand under further ones. */
        private final Map<String, CFAssociation> besides = new HashMap<>();

        /** How ends are called now; a node is the end of several, as one object. */
        private final Map<LinkGenURI, LinkGenURI> called = new IdentityHashMap<>();

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
            base.ifPresent(pkg -> {
                pkg.items().forEach(item -> baseItems.put(item.identifier(), item));
                pkg.associations().forEach(link -> baseLinks.put(link.identifier(), link));
            });
            all.forEach(row -> rows.put(row.identifier(), row));
            read.items().forEach(item -> items.put(item.identifier(), item));
            baseItems.forEach((identifier, item) -> {
                if (rows.containsKey(identifier)) {
                    items.putIfAbsent(identifier, item);
                }
            });
            Map<UUID, CFAssociation> written = new HashMap<>(baseLinks);
            read.associations().forEach(link -> written.put(link.identifier(), link));
            links = linked.stream()
                    .map(link -> Objects.requireNonNull(written.get(link)))
                    .toList();
            links.stream()
                    .filter(link -> link.associationType() == AssociationType.IS_CHILD_OF)
                    .forEach(link -> besides.putIfAbsent(ends(link), link));
            base.ifPresent(pkg -> pkg.associations().stream()
                    .filter(association -> association.associationType() == AssociationType.IS_CHILD_OF)
                    .forEach(association -> placements.putIfAbsent(ends(association), association)));
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
                if (!told(link) && !isGone(link.originNodeURI(), gone) && !isGone(link.destinationNodeURI(), gone)) {
                    tree.add(settled(link, written));
                }
            }
            boolean same = base.isPresent()
                    && isAsBefore(told, baseItems.values())
                    && isAsBefore(tree, baseLinks.values())
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

        /** Whether these are the very ones that were there: what is as before was taken from there. */
        private static <T> boolean isAsBefore(List<T> now, Collection<T> before) {
            Set<T> those = Collections.newSetFromMap(new IdentityHashMap<>());
            those.addAll(before);
            return now.size() == before.size() && those.containsAll(now);
        }

        private CFItem item(UUID identifier, Map<String, CFItemType> types) {
            CFItem item = Objects.requireNonNull(items.get(identifier));
            boolean typed = item.CFItemTypeURI() != null || item.CFItemType() == null || types.isEmpty();
            if (typed && item == baseItems.get(identifier) && !ended.contains(identifier)) {
                return item;
            }
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

        /**
         * The isChildOf associations of one level. What stands as it stood keeps its numbers, or that it has none; else numbers that rise already
         * stay and others become the next ones.
         */
        private List<CFAssociation> placements(UUID parent, List<UUID> below, Map<UUID, CFItem> written) {
            boolean all = true;
            boolean rising = true;
            int before = 0;
            List<@Nullable CFAssociation> kept = new ArrayList<>();
            for (UUID child : below) {
                @Nullable CFAssociation by = placement(child, parent);
                kept.add(by);
                all &= by != null && by == baseLinks.get(by.identifier());
                @Nullable Integer number = by == null ? null : by.sequenceNumber();
                rising &= number != null && number > before;
                before = number == null ? before : number;
            }
            boolean numbered = !rising && !(all && isInTheOrderOfBefore(parent, below));
            List<CFAssociation> level = new ArrayList<>();
            int last = 0;
            for (int n = 0; n < below.size(); n++) {
                CFItem child = Objects.requireNonNull(written.get(below.get(n)));
                @Nullable CFAssociation by = kept.get(n);
                @Nullable Integer number = by == null ? null : by.sequenceNumber();
                if (numbered) {
                    last = number != null && number > last ? number : last + 1;
                    number = last;
                }
                level.add(
                        by == null
                                ? fresh(child, above(parent, written), number)
                                : settled(
                                        Objects.equals(by.sequenceNumber(), number)
                                                ? by
                                                : by.toBuilder()
                                                        .sequenceNumber(number)
                                                        .build(),
                                        written));
            }
            return level;
        }

        /** By which association it stands there: the one by which it stood there before, or one that it had besides its place. */
        private @Nullable CFAssociation placement(UUID child, UUID parent) {
            return Objects.requireNonNull(rows.get(child)).placed()
                    ? placements.get(child + " " + parent)
                    : besides.get(child + " " + parent);
        }

        /** Whether a link has become the very place of its statement, and is told with the tree. */
        private boolean told(CFAssociation link) {
            if (link.associationType() != AssociationType.IS_CHILD_OF || besides.get(ends(link)) != link) {
                return false;
            }
            return CaseIds.parse(link.originNodeURI().identifier())
                    .map(rows::get)
                    .filter(row -> row != null
                            && stays(row)
                            && !row.placed()
                            && parent(row)
                                    .toString()
                                    .equals(link.destinationNodeURI().identifier()))
                    .isPresent();
        }

        private LinkGenURI above(UUID parent, Map<UUID, CFItem> written) {
            return parent.equals(framework.value())
                    ? LinkGenURI.to(document)
                    : LinkGenURI.to(Objects.requireNonNull(written.get(parent)));
        }

        /** Whether the reading order that the standard's readers find by what stood there before is the draft's. */
        private boolean isInTheOrderOfBefore(UUID parent, List<UUID> below) {
            if (base.isEmpty()) {
                return false;
            }
            if (baseTree == null) {
                baseTree = FrameworkTree.of(base.get());
            }
            Set<UUID> here = Set.copyOf(below);
            return baseTree.children(parent).stream()
                    .map(CFItem::identifier)
                    .filter(here::contains)
                    .toList()
                    .equals(below);
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
            LinkGenURI origin = called(link.originNodeURI(), written);
            LinkGenURI destination = called(link.destinationNodeURI(), written);
            if (link == baseLinks.get(link.identifier())
                    && origin == link.originNodeURI()
                    && destination == link.destinationNodeURI()) {
                return link;
            }
            return asBefore(link.toBuilder()
                    .originNodeURI(origin)
                    .destinationNodeURI(destination)
                    .build());
        }

        private LinkGenURI called(LinkGenURI end, Map<UUID, CFItem> written) {
            return called.computeIfAbsent(end, _ -> calledNow(end, written));
        }

        private LinkGenURI calledNow(LinkGenURI end, Map<UUID, CFItem> written) {
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
            return !gone.isEmpty()
                    && CaseIds.parse(end.identifier()).filter(gone::contains).isPresent();
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
