package org.throughline.server.cocreation;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.Citation;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Publication;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** The way of a draft to publication: what it would change and for whom, its review, and the act itself, which nobody takes back. */
@Component
public final class Publishing {
    private static final String WHY = "whoever leads a workspace publishes for the framework's owner";

    /**
     * What publishing would do.
     *
     * @param base the version that the draft began with; null for a first one
     * @param newest the version that stands now, if there is one
     * @param diff what is different from that version, or from nothing
     * @param cited who rests on statements that change, by the statement's URI
     * @param open whether anyone may read the framework already
     */
    public record Outlook(
            @Nullable Integer base,
            @Nullable Integer newest,
            FrameworkDiff diff,
            Map<String, List<Citation>> cited,
            int items,
            boolean open) {
        /** Whether another text came to stand since the draft began. */
        public boolean movedOn() {
            return !Objects.equals(base, newest);
        }
    }

    /** What came of publishing. */
    public sealed interface Outcome {
        record Published(int version) implements Outcome {}

        record Stopped(String reason) implements Outcome {}
    }

    private final JdbcClient sql;
    private final Drafts drafts;
    private final DraftActs acts;
    private final Workspaces workspaces;
    private final Frameworks frameworks;
    private final Versions versions;
    private final Publication publication;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Publishing(
            JdbcClient sql,
            Drafts drafts,
            DraftActs acts,
            Workspaces workspaces,
            Frameworks frameworks,
            Versions versions,
            Publication publication,
            TransactionTemplate transaction,
            Clock clock) {
        this.sql = sql;
        this.drafts = drafts;
        this.acts = acts;
        this.workspaces = workspaces;
        this.frameworks = frameworks;
        this.versions = versions;
        this.publication = publication;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Outlook outlook(Workspace workspace) {
        Optional<CFPackage> base = drafts.base(workspace.framework());
        CFPackage draft = drafts.draftPackage(workspace.framework(), base);
        FrameworkDiff diff = FrameworkDiff.between(base.orElseGet(() -> nothing(draft)), draft);
        List<ItemUri> changed = new ArrayList<>();
        diff.reworded().forEach(one -> changed.add(uri(one.before())));
        diff.moved().forEach(one -> changed.add(uri(one.item())));
        diff.retired().forEach(one -> changed.add(uri(one.item())));
        return new Outlook(
                workspace.baseVersion(),
                newest(workspace.framework()).map(FrameworkVersion::number).orElse(null),
                diff,
                cited(changed),
                draft.items().size(),
                Reach.asHouse(WHY, () -> frameworks.find(workspace.framework()))
                        .map(Framework::published)
                        .orElse(false));
    }

    /** A framework that was never published began with nothing in it. */
    private static CFPackage nothing(CFPackage draft) {
        return new CFPackage(draft.document(), List.of(), List.of(), CFDefinitions.NONE, List.of());
    }

    private Map<String, List<Citation>> cited(Collection<ItemUri> items) {
        Map<String, List<Citation>> cited = new HashMap<>();
        frameworks
                .citations(items)
                .forEach(citation -> cited.computeIfAbsent(citation.item().value(), _ -> new ArrayList<>())
                        .add(citation));
        return cited;
    }

    private static ItemUri uri(CFItem item) {
        return new ItemUri(item.uri());
    }

    private Optional<FrameworkVersion> newest(FrameworkId framework) {
        return Reach.asHouse(WHY, () -> versions.newest(framework));
    }

    /** Puts a draft up for review, or takes it back to be shaped. */
    public void review(FrameworkId framework, boolean up, PersonId by, @Nullable OrganizationId speakingFor) {
        transaction.executeWithoutResult(_ -> {
            Workspace workspace = acts.locked(framework);
            Workspace.State wanted = up ? Workspace.State.REVIEW : Workspace.State.DRAFT;
            if (workspace.state() == wanted || workspace.state() == Workspace.State.IDLE) {
                return;
            }
            sql.sql("update cocreation.workspaces set state = ? where framework = ?")
                    .params(wanted.name(), framework.value())
                    .update();
            acts.keep(
                    new DraftRows.Writing(framework, workspace.revision() + 1, by, clock.instant()),
                    new DraftActs.Hand(by, speakingFor, null),
                    null,
                    new DraftActs.Told(
                            "REVIEW", up ? "Put the draft up for review." : "Took the draft back from review."));
        });
    }

    /**
     * Publishes the draft as the framework's next version; from then on it stays as it is.
     *
     * @param seen the newest act that the publisher saw
     * @param otherMeaning reworded statements whose meaning changed: each becomes a new statement that replaces the old one
     * @param open whether anyone may read it; a framework that was open stays so
     * @param note what changed and why, for readers; or empty
     */
    public Outcome publish(
            Workspace workspace,
            long seen,
            Collection<UUID> otherMeaning,
            boolean open,
            String note,
            PersonId by,
            @Nullable OrganizationId speakingFor) {
        FrameworkId framework = workspace.framework();
        return Objects.requireNonNull(transaction.execute(status -> {
            Workspace locked = acts.locked(framework);
            Optional<String> stop = stop(locked, seen);
            if (stop.isPresent()) {
                return new Outcome.Stopped(stop.get());
            }
            if (!otherMeaning.isEmpty()
                    && drafts.apply(framework, replacing(framework, otherMeaning), by, speakingFor, null)
                            instanceof EditOutcome.Refused refused) {
                status.setRollbackOnly();
                return new Outcome.Stopped(refused.reason());
            }
            Optional<CFPackage> base = drafts.base(framework);
            CFPackage pkg = drafts.draftPackage(framework, base);
            if (base.filter(pkg::equals).isPresent()) {
                status.setRollbackOnly();
                return new Outcome.Stopped("Nothing is other than in version %d.".formatted(locked.baseVersion()));
            }
            FrameworkVersion version = Reach.asHouse(
                    WHY,
                    () -> publication.publish(
                            locked.owner(), pkg, locked.kind(), open, note.strip(), by, resting(locked, base)));
            long number = workspaces.find(framework).orElseThrow().revision() + 1;
            DraftRows.Writing writing = new DraftRows.Writing(framework, number, by, clock.instant());
            acts.refill(writing, WrittenPackage.of(pkg), version.number(), base);
            acts.keep(
                    writing,
                    new DraftActs.Hand(by, speakingFor, null),
                    null,
                    new DraftActs.Told("PUBLISH", "Published version %d.".formatted(version.number())));
            sql.sql("update cocreation.workspaces set state = 'IDLE' where framework = ?")
                    .param(framework.value())
                    .update();
            return new Outcome.Published(version.number());
        }));
    }

    private static Optional<Publication.Resting> resting(Workspace workspace, Optional<CFPackage> base) {
        @Nullable Integer number = workspace.baseVersion();
        return number == null ? Optional.empty() : base.map(pkg -> new Publication.Resting(number, pkg));
    }

    private Optional<String> stop(Workspace workspace, long seen) {
        Optional<String> mirrored = acts.mirrored(workspace.framework());
        if (mirrored.isPresent()) {
            return mirrored;
        }
        if (workspace.state() == Workspace.State.IDLE) {
            return Optional.of("Nothing was changed since the version that stands.");
        }
        if (workspace.revision() != seen) {
            return Optional.of(
                    "Somebody changed the draft while you looked at this page. Look at what changes now, then publish.");
        }
        @Nullable
        Integer newest =
                newest(workspace.framework()).map(FrameworkVersion::number).orElse(null);
        if (!Objects.equals(newest, workspace.baseVersion())) {
            return Optional.of(
                    "Version %d came to stand since this draft began. Nothing was published, and the draft is kept."
                            .formatted(newest));
        }
        return Optional.empty();
    }

    /** The old words come back to the old statement, and the new ones go to a new one that replaces it. */
    private List<DraftEdit> replacing(FrameworkId framework, Collection<UUID> items) {
        Map<UUID, CFItem> base = new HashMap<>();
        drafts.base(framework).ifPresent(pkg -> pkg.items().forEach(item -> base.put(item.identifier(), item)));
        List<DraftEdit> edits = new ArrayList<>();
        drafts.items(framework, items).forEach((id, item) -> {
            @Nullable CFItem old = base.get(id);
            if (old != null && !item.retired()) {
                edits.add(new DraftEdit.Reword(id, item.textRevision(), DraftBodies.text(old), false));
                edits.add(new DraftEdit.Reword(id, item.textRevision(), item.text(), true));
            }
        });
        return edits;
    }
}
