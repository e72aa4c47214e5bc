package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;

/** The edits of one act on a draft: each is checked against what stands there by now, remembered as it was, and written. */
final class DraftEditing {
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

    private final JdbcClient sql;
    private final DraftRows rows;
    private final DraftPackages packages;
    private final DraftRows.Writing writing;
    private final FrameworkId framework;
    private final Map<UUID, CFItem> rewords = new LinkedHashMap<>();
    private final Set<UUID> reworded = new HashSet<>();
    private final Map<UUID, CFItem> read = new HashMap<>();

    DraftEditing(JdbcClient sql, DraftRows rows, DraftPackages packages, DraftRows.Writing writing) {
        this.sql = sql;
        this.rows = rows;
        this.packages = packages;
        this.writing = writing;
        this.framework = writing.framework();
    }

    List<DraftActs.Told> all(List<DraftEdit> edits) {
        Map<UUID, Here> known = here(edits.stream()
                .filter(DraftEdit.Reword.class::isInstance)
                .map(edit -> ((DraftEdit.Reword) edit).item())
                .toList());
        DraftBodies.items(known.values().stream().map(Here::body).toList())
                .forEach(item -> read.put(item.identifier(), item));
        List<DraftActs.Told> told = new ArrayList<>();
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
            throw DraftActs.refused(
                    item, "This statement is not in the draft. Somebody may have taken back that it was added.");
        }
        return here;
    }

    private Here requireStanding(UUID item) {
        Here here = require(item);
        if (here.retired()) {
            throw DraftActs.refused(item, here.called() + " is retired. Restore it first.");
        }
        return here;
    }

    /** The words for what stands above. */
    private String parent(UUID parent) {
        return parent.equals(framework.value())
                ? "the framework"
                : requireStanding(parent).called();
    }

    private DraftActs.Told add(DraftEdit.Add add) {
        String above = parent(add.parent());
        check(add.identifier(), add.text());
        if (!CaseIds.accepts(add.identifier()) || add.identifier().equals(framework.value())) {
            throw DraftActs.refused(
                    add.identifier(), "A new statement has an identifier of its own, a UUID of version 4.");
        }
        if (!here(List.of(add.identifier())).isEmpty()) {
            throw DraftActs.refused(add.identifier(), "There is a statement with this identifier already.");
        }
        int count = sql.sql("select count(*) from cocreation.items where framework = ?")
                .param(framework.value())
                .query(Integer.class)
                .single();
        if (count >= DraftLimits.ITEMS) {
            throw DraftActs.refused(add.parent(), "A draft has up to %,d statements.".formatted(DraftLimits.ITEMS));
        }
        depth(add.parent(), 1);
        rows.rememberTexts(writing, List.of(add.identifier()));
        long place =
                rows.places(writing, add.parent(), add.after(), 1, List.of()).getFirst();
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
        return new DraftActs.Told(
                "ADD",
                "Added %s under %s."
                        .formatted(
                                DraftActs.called(add.text().code(), add.text().statement()), above));
    }

    private DraftActs.Told reword(DraftEdit.Reword reword, Map<UUID, Here> known) {
        boolean again = !reworded.add(reword.item());
        if (again) {
            flush();
        }
        Here here = !again && known.containsKey(reword.item()) ? require(reword.item(), known) : require(reword.item());
        if (here.retired()) {
            throw DraftActs.refused(reword.item(), here.called() + " is retired. Restore it first.");
        }
        check(reword.item(), reword.text());
        CFItem item = again
                ? DraftBodies.item(here.body())
                : read.computeIfAbsent(here.identifier(), _ -> DraftBodies.item(here.body()));
        if (DraftBodies.text(item).equals(reword.text())) {
            return new DraftActs.Told("REWORD", "Nothing was changed in %s.".formatted(here.called()));
        }
        if (!again && here.textRevision() != reword.seen()) {
            throw new DraftActs.Stopped(new EditOutcome.Stale(now(here.identifier()), reword.text()));
        }
        if (reword.meaning() && here.standing()) {
            flush();
            return replace(here, item, reword.text());
        }
        rewords.put(here.identifier(), DraftBodies.with(item, reword.text(), writing.at()));
        return new DraftActs.Told("REWORD", "Changed %s.".formatted(here.called()));
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
    private DraftActs.Told replace(Here here, CFItem old, DraftText text) {
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
        return new DraftActs.Told(
                "REPLACE", "Replaced %s by a statement with another meaning.".formatted(here.called()));
    }

    private void linked(CFAssociation link) {
        rows.rememberLinks(writing, List.of(link.identifier()));
        rows.addLinks(
                writing,
                List.of(link.toBuilder().uri(packages.uri(link.identifier())).build()));
    }

    private DraftActs.Told move(DraftEdit.Move move) {
        String above = parent(move.parent());
        Set<UUID> wanted = new LinkedHashSet<>(move.items());
        Map<UUID, Here> known = here(List.copyOf(wanted));
        wanted.forEach(item -> {
            if (require(item, known).retired()) {
                throw DraftActs.refused(item, require(item, known).called() + " is retired. Restore it first.");
            }
        });
        // What stands below another that moves stays below it.
        Set<UUID> inside = wanted.size() == 1 ? Set.of() : rows.belowOthers(framework, wanted);
        List<UUID> tops = wanted.stream().filter(item -> !inside.contains(item)).toList();
        Set<UUID> aboveAll = new HashSet<>(rows.above(framework, move.parent()));
        for (UUID item : tops) {
            if (aboveAll.contains(item)) {
                throw DraftActs.refused(
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
        String what =
                tops.size() == 1 ? require(tops.getFirst(), known).called() : "%,d statements".formatted(tops.size());
        return new DraftActs.Told("MOVE", "Moved %s under %s.".formatted(what, above));
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

    private DraftActs.Told retire(DraftEdit.Retire retire) {
        Map<UUID, Here> known = here(retire.items());
        retire.items().forEach(item -> {
            Here here = require(item, known);
            if (retire.seen() != null && here.textRevision() != retire.seen()) {
                throw new DraftActs.Stopped(new EditOutcome.Stale(
                        now(item), new DraftText("", null, null, null, null, false, null, List.of(), List.of(), null)));
            }
        });
        List<UUID> all = rows.below(framework, retire.items());
        rows.rememberTexts(writing, all);
        rows.retire(writing, all, true);
        return new DraftActs.Told(
                "RETIRE",
                retire.items().size() == 1
                        ? "Retired %s%s."
                                .formatted(
                                        require(retire.items().getFirst(), known)
                                                .called(),
                                        all.size() > 1 ? " and the %,d below it".formatted(all.size() - 1) : "")
                        : "Retired %,d statements.".formatted(all.size()));
    }

    private DraftActs.Told restore(DraftEdit.Restore restore) {
        Map<UUID, Here> known = here(restore.items());
        restore.items().forEach(item -> require(item, known));
        Set<UUID> all = new LinkedHashSet<>(rows.below(framework, restore.items()));
        restore.items().forEach(item -> all.addAll(rows.line(framework, item)));
        rows.rememberTexts(writing, all);
        rows.retire(writing, all, false);
        return new DraftActs.Told(
                "RESTORE",
                restore.items().size() == 1
                        ? "Restored %s."
                                .formatted(require(restore.items().getFirst(), known)
                                        .called())
                        : "Restored %,d statements.".formatted(restore.items().size()));
    }

    private DraftActs.Told link(DraftEdit.Link link) {
        Here here = requireStanding(link.item());
        if (link.target().identifier().equals(link.item().toString())) {
            throw DraftActs.refused(link.item(), "A statement is not linked to itself.");
        }
        if (link.type() == AssociationType.IS_CHILD_OF) {
            UUID parent = CaseIds.parse(link.target().identifier())
                    .orElseThrow(() ->
                            DraftActs.refused(link.item(), "What it is to stand under is not in this framework."));
            requireStanding(parent);
            if (rows.above(framework, parent).contains(link.item()) || parent.equals(here.parent())) {
                throw DraftActs.refused(link.item(), "%s stands there already, or above it.".formatted(here.called()));
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
        return new DraftActs.Told(
                "LINK",
                "Linked %s: %s “%s”."
                        .formatted(
                                here.called(),
                                link.type().words(),
                                link.target().title()));
    }

    private DraftActs.Told unlink(DraftEdit.Unlink unlink) {
        rows.rememberLinks(writing, List.of(unlink.link()));
        rows.deleteLinks(framework, List.of(unlink.link()));
        return new DraftActs.Told("LINK", "Took a link away.");
    }

    private DraftActs.Told describe(DraftEdit.Describe describe) {
        DocumentText text = describe.text();
        DraftLimits.refusal(text).ifPresent(reason -> {
            throw DraftActs.refused(framework.value(), reason);
        });
        rows.rememberDocument(writing);
        CFDocument before =
                DraftBodies.document(sql.sql("select document from cocreation.workspaces where framework = ?")
                        .param(framework.value())
                        .query(String.class)
                        .single());
        DocumentText now = DocumentText.of(before);
        if (describe.seen() != null && !describe.seen().equals(now.mark()) && !now.equals(text)) {
            throw DraftActs.refused(
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
        return new DraftActs.Told("DESCRIBE", "Changed what is said about the framework.");
    }

    private void check(UUID item, DraftText text) {
        DraftLimits.refusal(text).ifPresent(reason -> {
            throw DraftActs.refused(item, reason);
        });
    }

    private void depth(UUID parent, int height) {
        int above = parent.equals(framework.value())
                ? 0
                : rows.line(framework, parent).size() + 1;
        if (above + height > DraftLimits.DEPTH) {
            throw DraftActs.refused(
                    parent,
                    "A framework has up to %d levels; this would make %d."
                            .formatted(DraftLimits.DEPTH, above + height));
        }
    }
}
