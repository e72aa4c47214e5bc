package org.throughline.server.cocreation;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.CFPackage;
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
    private final DraftFilling filling;
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
            DraftFilling filling,
            Workspaces workspaces,
            Versions versions,
            Mirrors mirrors,
            PlatformTransactionManager manager,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.packages = packages;
        this.filling = filling;
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
            DraftEditing editing = new DraftEditing(sql, rows, packages, writing);
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
        filling.fill(writing, text, base.filter(_ -> !isMerged(writing.framework())));
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

    static Stopped refused(UUID item, String reason) {
        return new Stopped(new EditOutcome.Refused(item, reason));
    }
}
