package org.throughline.server.cocreation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Writes acts on drafts: under the lock of the workspace's row, whole or not at all. */
@Component
final class DraftActs {
    private static final String WHY = "whoever takes part may read the text that the draft begins with";

    /** Who acts, for whom, and on whose proposal. */
    record Hand(
            PersonId by,
            @Nullable OrganizationId speakingFor,
            @Nullable UUID proposal) {}

    /** What a step of an act came to: its kind and its sentence. */
    record Told(String kind, String summary) {}

    /** Ends an act without a trace. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient EditOutcome outcome;

        Stopped(EditOutcome outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    private final JdbcClient sql;
    private final DraftRows rows;
    private final DraftPackages packages;
    private final Workspaces workspaces;
    private final Versions versions;
    private final Mirrors mirrors;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DraftActs(
            JdbcClient sql,
            DraftRows rows,
            DraftPackages packages,
            Workspaces workspaces,
            Versions versions,
            Mirrors mirrors,
            PlatformTransactionManager manager,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.packages = packages;
        this.workspaces = workspaces;
        this.versions = versions;
        this.events = events;
        this.mirrors = mirrors;
        this.clock = clock;
        this.transactions = new TransactionTemplate(manager);
        // An act that can't be done leaves nothing behind, and leaves whatever it is a part of as it was.
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** The steps of an act. */
    interface Steps {
        Told take(DraftRows.Writing writing, Workspace workspace);
    }

    EditOutcome apply(FrameworkId framework, List<DraftEdit> edits, Hand hand) {
        if (edits.isEmpty()) {
            return new EditOutcome.Done(0, "Nothing was changed.");
        }
        if (edits.size() > DraftLimits.EDITS) {
            return new EditOutcome.Refused(
                    framework.value(), "At most %,d things are done at once.".formatted(DraftLimits.EDITS));
        }
        return act(framework, hand, null, (writing, _) -> {
            Editing editing = new Editing(writing);
            List<Told> told = editing.all(edits);
            return told.size() == 1 ? told.getFirst() : together(told);
        });
    }

    EditOutcome undo(FrameworkId framework, long number, Hand hand) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            EditOutcome outcome = act(
                    framework,
                    hand,
                    number,
                    (writing, workspace) -> new Undoing(sql, rows, writing, number).take(workspace));
            if (outcome instanceof EditOutcome.Done done && done.act() > 0) {
                OrganizationId owner = workspaces.find(framework).orElseThrow().owner();
                events.publishEvent(
                        new ActTakenBack(framework, owner, number, done.act(), hand.by(), hand.speakingFor()));
            }
            return outcome;
        }));
    }

    /** One act: the row locked, the draft begun, the steps taken, what they changed kept. */
    EditOutcome act(FrameworkId framework, Hand hand, @Nullable Long undoes, Steps steps) {
        EditOutcome outcome = transactions.execute(status -> {
            try {
                return acted(framework, hand, undoes, steps);
            } catch (Stopped stopped) {
                status.setRollbackOnly();
                return stopped.outcome;
            }
        });
        return Objects.requireNonNull(outcome);
    }

    private EditOutcome acted(FrameworkId framework, Hand hand, @Nullable Long undoes, Steps steps) {
        mirrored(framework).ifPresent(reason -> {
            throw refused(framework.value(), reason);
        });
        Workspace workspace = begun(framework, hand);
        DraftRows.Writing writing =
                new DraftRows.Writing(framework, workspace.revision() + 1, hand.by(), clock.instant());
        Told told = steps.take(writing, workspace);
        if (rows.settle(writing) == 0) {
            throw new Stopped(new EditOutcome.Done(0, "Nothing was changed."));
        }
        keep(writing, hand, undoes, told);
        return new EditOutcome.Done(writing.act(), told.summary());
    }

    /** Why nobody edits a framework that only its source changes; a draft of before rests then, and is kept. */
    Optional<String> mirrored(FrameworkId framework) {
        return mirrors.as(framework).map(Mirrors::onlyItsSource);
    }

    /** Writes the act down. */
    void keep(DraftRows.Writing writing, Hand hand, @Nullable Long undoes, Told told) {
        sql.sql("""
            insert into cocreation.acts (framework, number, kind, summary, by_person, organization, at, undoes, proposal)
            values (:framework, :number, :kind, :summary, :by, :organization, :at, :undoes, :proposal)
            """)
                .param("framework", writing.id())
                .param("number", writing.act())
                .param("kind", told.kind())
                .param("summary", told.summary())
                .param("by", hand.by().value())
                .param(
                        "organization",
                        hand.speakingFor() == null ? null : hand.speakingFor().value())
                .param("at", writing.time())
                .param("undoes", undoes)
                .param("proposal", hand.proposal())
                .update();
        sql.sql("update cocreation.workspaces set revision = ? where framework = ?")
                .params(writing.act(), writing.id())
                .update();
    }

    /** The workspace, locked until the transaction ends. */
    Workspace locked(FrameworkId framework) {
        sql.sql("select framework from cocreation.workspaces where framework = ? for update")
                .param(framework.value())
                .query(UUID.class)
                .optional();
        return workspaces
                .find(framework)
                .orElseThrow(() -> new Stopped(
                        new EditOutcome.Refused(framework.value(), "Nobody works on this framework here.")));
    }

    /** The workspace, locked, with a draft: one that rests begins anew with the text that stands now. */
    private Workspace begun(FrameworkId framework, Hand hand) {
        Workspace workspace = locked(framework);
        if (workspace.state() != Workspace.State.IDLE) {
            return workspace;
        }
        int newest = Reach.asHouse(
                WHY,
                () -> versions.newest(framework).map(FrameworkVersion::number).orElse(0));
        Integer base = workspace.baseVersion();
        if (newest > 0 && (base == null || base != newest)) {
            WrittenPackage text = Reach.asHouse(WHY, () -> versions.written(framework, newest))
                    .orElseThrow();
            DraftRows.Writing writing =
                    new DraftRows.Writing(framework, workspace.revision() + 1, hand.by(), clock.instant());
            refill(writing, text, newest, Optional.empty());
            keep(writing, hand, null, new Told("BEGIN", "Began with version %d.".formatted(newest)));
        }
        sql.sql("update cocreation.workspaces set state = 'DRAFT' where framework = ?")
                .param(framework.value())
                .update();
        return workspaces.find(framework).orElseThrow();
    }

    /**
     * Puts a text that stands in the place of the draft.
     *
     * @param base the version on which the draft rests, where the text was made of the draft; rows that a merge wrote are compared one by one
     */
    void refill(DraftRows.Writing writing, WrittenPackage text, int version, Optional<CFPackage> base) {
        CFPackage pkg = text.pkg();
        packages.fill(writing, text, base.filter(_ -> !isMerged(writing.framework())));
        sql.sql("""
            update cocreation.workspaces set base_version = ?, base_revision = ?, document = ?, definitions = ?, title = ?
             where framework = ?
            """)
                .param(version)
                .param(writing.act())
                .param(DraftBodies.of(pkg.document()))
                .param(DraftBodies.rest(pkg))
                .param(pkg.document().title())
                .param(writing.id())
                .update();
    }

    private boolean isMerged(FrameworkId framework) {
        return sql.sql("""
            select exists (select from cocreation.acts a join cocreation.workspaces w on w.framework = a.framework
                where a.framework = ? and a.kind = 'MERGE' and a.number > w.base_revision)
            """).param(framework.value()).query(Boolean.class).single();
    }

    private static Told together(List<Told> told) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        told.forEach(one -> kinds.merge(one.kind(), 1, Integer::sum));
        if (kinds.size() == 1) {
            String kind = told.getFirst().kind();
            String words = switch (kind) {
                case "ADD" -> "Added %,d statements.";
                case "REWORD" -> "Changed %,d statements.";
                case "LINK" -> "Changed %,d links.";
                default -> "Did %,d things.";
            };
            return new Told(kind, words.formatted(told.size()));
        }
        List<String> words = told.stream().map(Told::summary).limit(3).toList();
        return new Told(
                "SEVERAL",
                String.join(" ", words) + (told.size() > 3 ? " And %,d more.".formatted(told.size() - 3) : ""));
    }

    static String called(@Nullable String code, String statement) {
        if (code != null && !code.isBlank()) {
            return code;
        }
        return "“"
                + (statement.codePointCount(0, statement.length()) > 60
                        ? statement.substring(0, statement.offsetByCodePoints(0, 57)) + "…"
                        : statement)
                + "”";
    }

    /** One row as edits need it. */
    private record Here(
            UUID identifier,
            UUID parent,
            boolean retired,
            boolean standing,
            long textRevision,
            String body,
            @Nullable String code,
            String statement) {
        String called() {
            return DraftActs.called(code, statement);
        }
    }

    /** The edits of one act. */
    private final class Editing {
        private final DraftRows.Writing writing;
        private final FrameworkId framework;
        private final Map<UUID, CFItem> rewords = new LinkedHashMap<>();
        private final Set<UUID> reworded = new HashSet<>();
        private final Map<UUID, CFItem> read = new HashMap<>();

        Editing(DraftRows.Writing writing) {
            this.writing = writing;
            this.framework = writing.framework();
        }

        List<Told> all(List<DraftEdit> edits) {
            Map<UUID, Here> known = here(edits.stream()
                    .filter(DraftEdit.Reword.class::isInstance)
                    .map(edit -> ((DraftEdit.Reword) edit).item())
                    .toList());
            DraftBodies.items(known.values().stream().map(Here::body).toList())
                    .forEach(item -> read.put(item.identifier(), item));
            List<Told> told = new ArrayList<>();
            for (DraftEdit edit : edits) {
                // Texts are written together at the end; what changes the shape finds them written.
                if (!(edit instanceof DraftEdit.Reword)) {
                    flush();
                }
                switch (edit) {
                    case DraftEdit.Add add -> told.add(add(add));
                    case DraftEdit.Reword reword -> told.add(reword(reword, known));
                    case DraftEdit.Move move -> told.add(move(move));
                    case DraftEdit.Retire retire -> told.add(retire(retire));
                    case DraftEdit.Restore restore -> told.add(restore(restore));
                    case DraftEdit.Link link -> told.add(link(link));
                    case DraftEdit.Unlink unlink -> told.add(unlink(unlink));
                    case DraftEdit.Describe describe -> told.add(describe(describe));
                }
            }
            flush();
            return told;
        }

        private void flush() {
            if (!rewords.isEmpty()) {
                rows.rememberTexts(writing, rewords.keySet());
                rows.reword(writing, List.copyOf(rewords.values()));
                rewords.clear();
            }
        }

        private Map<UUID, Here> here(List<UUID> items) {
            Map<UUID, Here> found = new HashMap<>();
            sql.sql("""
                select identifier, parent, retired, standing, text_revision, body, code, statement from cocreation.items
                 where framework = ? and identifier = any (?)
                """)
                    .params(framework.value(), items.toArray(UUID[]::new))
                    .query((row, _) -> new Here(
                            row.getObject("identifier", UUID.class),
                            row.getObject("parent", UUID.class),
                            row.getBoolean("retired"),
                            row.getBoolean("standing"),
                            row.getLong("text_revision"),
                            row.getString("body"),
                            row.getString("code"),
                            row.getString("statement")))
                    .list()
                    .forEach(one -> found.put(one.identifier(), one));
            return found;
        }

        private Here require(UUID item) {
            return require(item, here(List.of(item)));
        }

        private Here require(UUID item, Map<UUID, Here> known) {
            Here here = known.get(item);
            if (here == null) {
                throw refused(
                        item, "This statement is not in the draft. Somebody may have taken back that it was added.");
            }
            return here;
        }

        private Here requireStanding(UUID item) {
            Here here = require(item);
            if (here.retired()) {
                throw refused(item, here.called() + " is retired. Restore it first.");
            }
            return here;
        }

        /** The words for what stands above. */
        private String parent(UUID parent) {
            return parent.equals(framework.value())
                    ? "the framework"
                    : requireStanding(parent).called();
        }

        private Told add(DraftEdit.Add add) {
            String above = parent(add.parent());
            check(add.identifier(), add.text());
            if (!CaseIds.accepts(add.identifier()) || add.identifier().equals(framework.value())) {
                throw refused(add.identifier(), "A new statement has an identifier of its own, a UUID of version 4.");
            }
            if (!here(List.of(add.identifier())).isEmpty()) {
                throw refused(add.identifier(), "There is a statement with this identifier already.");
            }
            int count = sql.sql("select count(*) from cocreation.items where framework = ?")
                    .param(framework.value())
                    .query(Integer.class)
                    .single();
            if (count >= DraftLimits.ITEMS) {
                throw refused(add.parent(), "A draft has up to %,d statements.".formatted(DraftLimits.ITEMS));
            }
            depth(add.parent(), 1);
            rows.rememberTexts(writing, List.of(add.identifier()));
            long place = rows.places(writing, add.parent(), add.after(), 1, List.of())
                    .getFirst();
            CFItem item = DraftBodies.with(
                    CFItem.builder(
                                    add.identifier(),
                                    packages.uri(add.identifier()),
                                    add.text().statement(),
                                    writing.at())
                            .build(),
                    add.text(),
                    writing.at());
            rows.add(writing, List.of(DraftRows.Fresh.of(item, add.parent(), place, writing.act())));
            return new Told(
                    "ADD",
                    "Added %s under %s."
                            .formatted(called(add.text().code(), add.text().statement()), above));
        }

        private Told reword(DraftEdit.Reword reword, Map<UUID, Here> known) {
            boolean again = !reworded.add(reword.item());
            if (again) {
                flush();
            }
            Here here =
                    !again && known.containsKey(reword.item()) ? require(reword.item(), known) : require(reword.item());
            if (here.retired()) {
                throw refused(reword.item(), here.called() + " is retired. Restore it first.");
            }
            check(reword.item(), reword.text());
            CFItem item = again
                    ? DraftBodies.item(here.body())
                    : read.computeIfAbsent(here.identifier(), _ -> DraftBodies.item(here.body()));
            if (DraftBodies.text(item).equals(reword.text())) {
                return new Told("REWORD", "Nothing was changed in %s.".formatted(here.called()));
            }
            if (!again && here.textRevision() != reword.seen()) {
                throw new Stopped(new EditOutcome.Stale(now(here.identifier()), reword.text()));
            }
            if (reword.meaning() && here.standing()) {
                flush();
                return replace(here, item, reword.text());
            }
            rewords.put(here.identifier(), DraftBodies.with(item, reword.text(), writing.at()));
            return new Told("REWORD", "Changed %s.".formatted(here.called()));
        }

        /** The statement as pages show it. */
        private DraftItem now(UUID item) {
            return sql.sql("""
                select i.*, (select count(*) from cocreation.items c
                     where c.framework = i.framework and c.parent = i.identifier and not c.retired) as children
                  from cocreation.items i where framework = ? and identifier = ?
                """)
                    .params(framework.value(), item)
                    .query((row, _) -> new DraftItem(
                            item,
                            row.getObject("parent", UUID.class),
                            DraftBodies.text(DraftBodies.item(row.getString("body"))),
                            row.getInt("children"),
                            row.getBoolean("retired"),
                            row.getBoolean("standing"),
                            row.getLong("text_revision"),
                            row.getLong("place_revision"),
                            new PersonId(row.getObject("changed_by", UUID.class)),
                            row.getTimestamp("changed_at").toInstant()))
                    .single();
        }

        /** Another meaning is another statement: it takes the place of the old one, which ends and says by what it is replaced. */
        private Told replace(Here here, CFItem old, DraftText text) {
            UUID identifier = CaseIds.mint();
            List<UUID> below = sql.sql("""
                select identifier from cocreation.items where framework = ? and parent = ? order by place, identifier
                """)
                    .params(framework.value(), here.identifier())
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list();
            List<UUID> touched = new ArrayList<>(below);
            touched.add(here.identifier());
            touched.add(identifier);
            rows.remember(writing, touched);
            CFItem fresh = DraftBodies.with(
                    old.toBuilder()
                            .identifier(identifier)
                            .uri(packages.uri(identifier))
                            .build(),
                    text,
                    writing.at());
            long place = rows.places(writing, here.parent(), here.identifier(), 1, List.of())
                    .getFirst();
            rows.add(writing, List.of(DraftRows.Fresh.of(fresh, here.parent(), place, writing.act())));
            sql.sql("""
                update cocreation.items set parent = ?, place_revision = ? where framework = ? and parent = ?
                """)
                    .params(identifier, writing.act(), framework.value(), here.identifier())
                    .update();
            rows.retire(writing, List.of(here.identifier()), true);
            linked(CFAssociation.builder(
                            CaseIds.mint(),
                            "",
                            AssociationType.REPLACED_BY,
                            LinkGenURI.to(old),
                            LinkGenURI.to(fresh),
                            writing.at())
                    .build());
            return new Told("REPLACE", "Replaced %s by a statement with another meaning.".formatted(here.called()));
        }

        private void linked(CFAssociation link) {
            rows.rememberLinks(writing, List.of(link.identifier()));
            rows.addLinks(
                    writing,
                    List.of(link.toBuilder()
                            .uri(packages.uri(link.identifier()))
                            .build()));
        }

        private Told move(DraftEdit.Move move) {
            String above = parent(move.parent());
            Set<UUID> wanted = new LinkedHashSet<>(move.items());
            Map<UUID, Here> known = here(List.copyOf(wanted));
            wanted.forEach(item -> {
                if (require(item, known).retired()) {
                    throw refused(item, require(item, known).called() + " is retired. Restore it first.");
                }
            });
            // What stands below another that moves stays below it.
            Set<UUID> inside = wanted.size() == 1 ? Set.of() : rows.belowOthers(framework, wanted);
            List<UUID> tops =
                    wanted.stream().filter(item -> !inside.contains(item)).toList();
            Set<UUID> aboveAll = new HashSet<>(rows.above(framework, move.parent()));
            for (UUID item : tops) {
                if (aboveAll.contains(item)) {
                    throw refused(
                            item,
                            "%s can't stand under itself or under what stands below it."
                                    .formatted(require(item, known).called()));
                }
            }
            depth(move.parent(), rows.height(framework, tops));
            @Nullable UUID after = move.after();
            if (after != null && tops.contains(after)) {
                after = beforeAll(after, tops);
            }
            rows.remember(writing, tops);
            rows.place(writing, tops, move.parent(), rows.places(writing, move.parent(), after, tops.size(), tops));
            String what = tops.size() == 1
                    ? require(tops.getFirst(), known).called()
                    : "%,d statements".formatted(tops.size());
            return new Told("MOVE", "Moved %s under %s.".formatted(what, above));
        }

        /** The nearest sibling before one that moves which does not move itself. */
        private @Nullable UUID beforeAll(UUID item, List<UUID> moving) {
            return sql.sql("""
                select s.identifier
                  from (select parent, place, identifier from cocreation.items where framework = :framework and identifier = :item) i
                 cross join lateral (
                    select s.identifier from cocreation.items s
                     where s.framework = :framework and s.parent = i.parent and (s.place, s.identifier) < (i.place, i.identifier)
                       and not s.identifier = any (:moving)
                     order by s.place desc, s.identifier desc limit 1) s
                """)
                    .param("framework", framework.value())
                    .param("item", item)
                    .param("moving", moving.toArray(UUID[]::new))
                    .query(UUID.class)
                    .optional()
                    .orElse(null);
        }

        private Told retire(DraftEdit.Retire retire) {
            Map<UUID, Here> known = here(retire.items());
            retire.items().forEach(item -> {
                Here here = require(item, known);
                if (retire.seen() != null && here.textRevision() != retire.seen()) {
                    throw new Stopped(new EditOutcome.Stale(
                            now(item),
                            new DraftText("", null, null, null, null, false, null, List.of(), List.of(), null)));
                }
            });
            List<UUID> all = rows.below(framework, retire.items());
            rows.rememberTexts(writing, all);
            rows.retire(writing, all, true);
            return new Told(
                    "RETIRE",
                    retire.items().size() == 1
                            ? "Retired %s%s."
                                    .formatted(
                                            require(retire.items().getFirst(), known)
                                                    .called(),
                                            all.size() > 1 ? " and the %,d below it".formatted(all.size() - 1) : "")
                            : "Retired %,d statements.".formatted(all.size()));
        }

        private Told restore(DraftEdit.Restore restore) {
            Map<UUID, Here> known = here(restore.items());
            restore.items().forEach(item -> require(item, known));
            Set<UUID> all = new LinkedHashSet<>(rows.below(framework, restore.items()));
            restore.items().forEach(item -> all.addAll(rows.line(framework, item)));
            rows.rememberTexts(writing, all);
            rows.retire(writing, all, false);
            return new Told(
                    "RESTORE",
                    restore.items().size() == 1
                            ? "Restored %s."
                                    .formatted(require(restore.items().getFirst(), known)
                                            .called())
                            : "Restored %,d statements."
                                    .formatted(restore.items().size()));
        }

        private Told link(DraftEdit.Link link) {
            Here here = requireStanding(link.item());
            if (link.target().identifier().equals(link.item().toString())) {
                throw refused(link.item(), "A statement is not linked to itself.");
            }
            if (link.type() == AssociationType.IS_CHILD_OF) {
                UUID parent = CaseIds.parse(link.target().identifier())
                        .orElseThrow(() -> refused(link.item(), "What it is to stand under is not in this framework."));
                requireStanding(parent);
                if (rows.above(framework, parent).contains(link.item()) || parent.equals(here.parent())) {
                    throw refused(link.item(), "%s stands there already, or above it.".formatted(here.called()));
                }
            }
            linked(CFAssociation.builder(
                            link.identifier(),
                            "",
                            link.type(),
                            LinkGenURI.to(DraftBodies.item(here.body())),
                            link.target(),
                            writing.at())
                    .notes(link.notes())
                    .build());
            return new Told(
                    "LINK",
                    "Linked %s: %s “%s”."
                            .formatted(
                                    here.called(),
                                    link.type().words(),
                                    link.target().title()));
        }

        private Told unlink(DraftEdit.Unlink unlink) {
            rows.rememberLinks(writing, List.of(unlink.link()));
            rows.deleteLinks(framework, List.of(unlink.link()));
            return new Told("LINK", "Took a link away.");
        }

        private Told describe(DraftEdit.Describe describe) {
            DocumentText text = describe.text();
            DraftLimits.refusal(text).ifPresent(reason -> {
                throw refused(framework.value(), reason);
            });
            rows.rememberDocument(writing);
            CFDocument before =
                    DraftBodies.document(sql.sql("select document from cocreation.workspaces where framework = ?")
                            .param(framework.value())
                            .query(String.class)
                            .single());
            DocumentText now = DocumentText.of(before);
            if (describe.seen() != null && !describe.seen().equals(now.mark()) && !now.equals(text)) {
                throw refused(
                        framework.value(),
                        "Somebody changed this while you wrote, so nothing was written over it: %s. Your words stand in the fields; keep them if they are still right."
                                .formatted(now.besides(text)));
            }
            CFDocument after = before.toBuilder()
                    .title(text.title())
                    .creator(text.creator())
                    .publisher(text.publisher())
                    .description(text.description())
                    .language(text.language())
                    .version(text.version())
                    .adoptionStatus(text.adoptionStatus())
                    .officialSourceURL(text.officialSourceURL())
                    .notes(text.notes())
                    .build();
            sql.sql("update cocreation.workspaces set document = ?, title = ? where framework = ?")
                    .params(DraftBodies.of(after), text.title(), framework.value())
                    .update();
            return new Told("DESCRIBE", "Changed what is said about the framework.");
        }

        private void check(UUID item, DraftText text) {
            DraftLimits.refusal(text).ifPresent(reason -> {
                throw refused(item, reason);
            });
        }

        private void depth(UUID parent, int height) {
            int above = parent.equals(framework.value())
                    ? 0
                    : rows.line(framework, parent).size() + 1;
            if (above + height > DraftLimits.DEPTH) {
                throw refused(
                        parent,
                        "A framework has up to %d levels; this would make %d."
                                .formatted(DraftLimits.DEPTH, above + height));
            }
        }
    }

    static Stopped refused(UUID item, String reason) {
        return new Stopped(new EditOutcome.Refused(item, reason));
    }
}
