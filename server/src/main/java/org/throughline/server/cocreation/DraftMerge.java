package org.throughline.server.cocreation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.compare.Choice;
import org.throughline.caseformat.compare.Conflict;
import org.throughline.caseformat.compare.ThreeWayMerge;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Variant;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;

/**
 * Brings another text into a draft by a three-way merge: what the source of a local variant changed, or a version that came to stand while the
 * draft was shaped. What comes of it is one act on the draft, which can be taken back like every other; nothing is published by it. What both
 * sides changed differently is asked, and nothing is written before all of it is decided.
 */
@Component
public final class DraftMerge {
    private static final String WHY = "whoever takes part may read the text that the draft begins with";

    /** Whose text is brought in. */
    public enum Cause {
        /** The source of a local variant. */
        SOURCE,
        /** A version that came to stand while the draft was shaped. */
        NEWER
    }

    /**
     * What somebody looked at.
     *
     * @param act the newest act on the draft; 0 where there is none
     * @param own the version that stands; 0 for none
     * @param other the version that is brought in
     */
    public record Seen(long act, int own, int other) {}

    /**
     * What would be brought in. Nothing has happened.
     *
     * @param from the version of the other side that is common ground; 0 for none
     * @param draft whether there is a draft, which is merged into; else one begins with the version that stands
     * @param theirs the other side's text, in the identifiers of this one
     */
    public record Look(
            Cause cause, int from, Seen seen, boolean draft, CFPackage mine, CFPackage theirs, ThreeWayMerge merge) {
        /** Whether the other side has anything that was not brought in yet. */
        public boolean isBehind() {
            return from != seen.other();
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** It is in the draft, as this act. */
        record Done(long act) implements Outcome {}

        /** Nothing was changed: this is still to be decided, also by what other decisions brought up. */
        record Undecided(Look look) implements Outcome {}

        /** Nothing was changed, and why. */
        record Stopped(String reason) implements Outcome {}
    }

    private final JdbcClient sql;
    private final DraftRows rows;
    private final DraftActs acts;
    private final Drafts drafts;
    private final Workspaces workspaces;
    private final Variants variants;
    private final Versions versions;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    DraftMerge(
            JdbcClient sql,
            DraftRows rows,
            DraftActs acts,
            Drafts drafts,
            Workspaces workspaces,
            Variants variants,
            Versions versions,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.sql = sql;
        this.rows = rows;
        this.acts = acts;
        this.drafts = drafts;
        this.workspaces = workspaces;
        this.variants = variants;
        this.versions = versions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * What would be brought in, with these decisions about conflicts by their keys.
     *
     * @return empty where there is nothing of the kind: no variant, or no draft beside a newer version
     */
    public Optional<Look> look(Cause cause, FrameworkId framework, Map<String, Choice> choices) {
        return switch (cause) {
            case SOURCE -> variants.of(framework).map(variant -> source(variant, choices));
            case NEWER -> newer(framework, choices);
        };
    }

    private Look source(Variant variant, Map<String, Choice> choices) {
        FrameworkId framework = variant.framework();
        Optional<Workspace> workspace = workspaces.find(framework);
        boolean draft =
                workspace.filter(one -> one.state() != Workspace.State.IDLE).isPresent();
        int own = newest(framework);
        CFPackage mine = draft ? drafts.draftPackage(framework) : version(framework, own);
        Variants.Sides sides = variants.sides(variant, mine);
        return new Look(
                Cause.SOURCE,
                sides.from(),
                new Seen(workspace.map(Workspace::revision).orElse(0L), own, sides.to()),
                draft,
                mine,
                sides.theirs(),
                merge(sides.base(), mine, sides.theirs(), choices));
    }

    private Optional<Look> newer(FrameworkId framework, Map<String, Choice> choices) {
        int own = newest(framework);
        return workspaces
                .find(framework)
                .filter(one -> one.state() != Workspace.State.IDLE)
                .filter(_ -> own > 0)
                .map(workspace -> {
                    CFPackage mine = drafts.draftPackage(framework);
                    CFPackage base = drafts.base(framework).orElseGet(() -> nothing(mine));
                    CFPackage theirs = version(framework, own);
                    int from = Objects.requireNonNullElse(workspace.baseVersion(), 0);
                    return new Look(
                            Cause.NEWER,
                            from,
                            new Seen(workspace.revision(), own, own),
                            true,
                            mine,
                            theirs,
                            merge(base, mine, theirs, choices));
                });
    }

    private static CFPackage nothing(CFPackage pkg) {
        return new CFPackage(pkg.document(), List.of(), List.of(), CFDefinitions.NONE, List.of());
    }

    private static ThreeWayMerge merge(CFPackage base, CFPackage mine, CFPackage theirs, Map<String, Choice> choices) {
        ThreeWayMerge plain = ThreeWayMerge.of(base, mine, theirs);
        if (choices.isEmpty()) {
            return plain;
        }
        Map<String, Choice> fitting = new HashMap<>(choices);
        plain.conflicts().stream()
                .filter(conflict -> !conflict.takesText())
                .forEach(conflict -> fitting.computeIfPresent(
                        conflict.key(), (_, choice) -> choice instanceof Choice.Text ? null : choice));
        return plain.with(fitting);
    }

    /**
     * Brings it in as one act on the draft, which begins with it where there is none. Nothing is brought in if either side changed since it was
     * looked at, or while something is not decided.
     *
     * @param rest what is chosen wherever nobody chose; empty: that is asked
     */
    public Outcome take(
            Cause cause,
            FrameworkId framework,
            Seen seen,
            Map<String, Choice> choices,
            Optional<Choice> rest,
            PersonId by,
            @Nullable OrganizationId speakingFor) {
        return Objects.requireNonNull(transaction.execute(status -> audit.one("variant.updated", () -> {
            if (drafts.open(framework, by).isEmpty()) {
                throw Problem.notFound();
            }
            acts.locked(framework);
            Look look = look(cause, framework, choices).orElseThrow(Problem::notFound);
            if (!look.seen().equals(seen)) {
                status.setRollbackOnly();
                return new Outcome.Stopped(
                        "Something changed while you looked. Nothing was brought in; what you decided is kept below.");
            }
            if (!look.isBehind()) {
                status.setRollbackOnly();
                return new Outcome.Stopped("There is nothing to bring in.");
            }
            Map<String, Choice> all = new HashMap<>(choices);
            // a decision can bring up other conflicts, such as when a statement comes back
            for (int round = 0;
                    rest.isPresent() && round < 10 && !look.merge().open().isEmpty();
                    round++) {
                look.merge().open().forEach(conflict -> all.put(conflict.key(), rest.get()));
                look = look(cause, framework, all).orElseThrow(Problem::notFound);
            }
            if (!look.merge().open().isEmpty()) {
                status.setRollbackOnly();
                return new Outcome.Undecided(look);
            }
            Optional<String> refusal = refusal(look);
            if (refusal.isPresent()) {
                status.setRollbackOnly();
                return new Outcome.Stopped(refusal.get());
            }
            EditOutcome outcome = write(look, by, speakingFor);
            if (outcome instanceof EditOutcome.Refused refused) {
                status.setRollbackOnly();
                return new Outcome.Stopped(refused.reason());
            }
            if (cause == Cause.SOURCE) {
                audit.record(new AuditEntry(
                        "variant.updated",
                        by.toString(),
                        workspaces.find(framework).orElseThrow().owner().toString(),
                        framework.toString(),
                        Map.of(
                                "taken", Integer.toString(look.merge().taken().differences()),
                                "decided",
                                        Integer.toString(
                                                look.merge().conflicts().size()),
                                "version", Integer.toString(seen.other()))));
            }
            return new Outcome.Done(outcome instanceof EditOutcome.Done done ? done.act() : 0);
        })));
    }

    /**
     * Lets the draft say what the version says that stands, and rest on it. It is an act like every other: taking it back brings the draft
     * back as it was.
     */
    public Outcome beginAnew(FrameworkId framework, Seen seen, PersonId by, @Nullable OrganizationId speakingFor) {
        return Objects.requireNonNull(transaction.execute(status -> {
            acts.locked(framework);
            Look look = look(Cause.NEWER, framework, Map.of()).orElseThrow(Problem::notFound);
            if (!look.seen().equals(seen)) {
                status.setRollbackOnly();
                return new Outcome.Stopped("Somebody changed the draft while you looked. Nothing was changed.");
            }
            CFPackage standing = version(framework, seen.other());
            EditOutcome outcome = acts.act(framework, new DraftActs.Hand(by, speakingFor, null), null, (writing, _) -> {
                new DraftWriting(sql, rows, writing, look.mine(), standing).write(base(standing, seen.other()));
                return new DraftActs.Told("MERGE", "Began anew with version %d.".formatted(seen.other()));
            });
            if (outcome instanceof EditOutcome.Refused refused) {
                status.setRollbackOnly();
                return new Outcome.Stopped(refused.reason());
            }
            return new Outcome.Done(outcome instanceof EditOutcome.Done done ? done.act() : 0);
        }));
    }

    private EditOutcome write(Look look, PersonId by, @Nullable OrganizationId speakingFor) {
        FrameworkId framework = new FrameworkId(look.mine().document().identifier());
        int other = look.seen().other();
        long decided = look.merge().conflicts().size();
        String decisions =
                decided == 0 ? "." : decided == 1 ? ", with one decision." : ", with %,d decisions.".formatted(decided);
        return acts.act(
                framework, new DraftActs.Hand(by, speakingFor, null), null, (writing, _) -> switch (look.cause()) {
                    case SOURCE -> {
                        new DraftWriting(
                                        sql,
                                        rows,
                                        writing,
                                        look.mine(),
                                        variants.saying(look.merge().merged(), other))
                                .write(null);
                        yield new DraftActs.Told(
                                "MERGE", "Took along version %d of the source%s".formatted(other, decisions));
                    }
                    case NEWER -> {
                        new DraftWriting(
                                        sql,
                                        rows,
                                        writing,
                                        look.mine(),
                                        look.merge().merged())
                                .write(base(version(framework, other), other));
                        yield new DraftActs.Told("MERGE", "Brought in version %d%s".formatted(other, decisions));
                    }
                });
    }

    private static DraftWriting.Base base(CFPackage pkg, int version) {
        return new DraftWriting.Base(
                version, pkg.items().stream().map(CFItem::identifier).collect(Collectors.toUnmodifiableSet()));
    }

    /** Why what somebody wrote can't stand, where it can't. */
    private static Optional<String> refusal(Look look) {
        Map<UUID, CFItem> items = new HashMap<>();
        look.merge().merged().items().forEach(item -> items.put(item.identifier(), item));
        for (Conflict conflict : look.merge().conflicts()) {
            if (conflict.choice() instanceof Choice.Text text) {
                Optional<String> refusal = CaseIds.parse(conflict.node())
                        .map(items::get)
                        .map(item -> DraftLimits.refusal(DraftBodies.text(item)))
                        .orElseGet(() -> text.text().length() > DraftLimits.TEXT
                                ? Optional.of("A text has up to %,d characters.".formatted(DraftLimits.TEXT))
                                : Optional.empty());
                if (refusal.isPresent()) {
                    return Optional.of("“" + conflict.label() + "”: " + refusal.get());
                }
            }
        }
        return Optional.empty();
    }

    private int newest(FrameworkId framework) {
        return Reach.asHouse(
                WHY,
                () -> versions.newest(framework).map(FrameworkVersion::number).orElse(0));
    }

    private CFPackage version(FrameworkId framework, int number) {
        return Reach.asHouse(WHY, () -> versions.pkg(framework, number)).orElseThrow(Problem::notFound);
    }
}
