package org.throughline.server.cocreation;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.cocreation.Happening.Kind;
import org.throughline.server.cocreation.Proposal.Resolution;
import org.throughline.server.cocreation.Proposal.State;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What the lead makes of proposals. Accepting one carries it out in the same transaction; each step can be taken back. */
@Component
public class Resolving {
    private final Proposals proposals;
    private final ShapedItems items;
    private final Drafts drafts;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;

    Resolving(
            Proposals proposals, ShapedItems items, Drafts drafts, Happenings happenings, AuditLog audit, Clock clock) {
        this.proposals = proposals;
        this.items = items;
        this.drafts = drafts;
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who resolves, and for whom. */
    public record Lead(PersonId person, @Nullable OrganizationId organization, OrganizationId owner) {}

    /**
     * Carries a proposal out and settles it, or neither.
     *
     * @param seen the revision of the item's text that the lead saw beside the proposal
     * @param wording other words than the proposed ones; blank: as proposed
     * @param meaning whether the new words mean something else
     */
    @Transactional
    public EditOutcome accept(Proposal proposal, long seen, String wording, boolean meaning, String reason, Lead lead) {
        waits(proposal);
        Proposals.tooLong(wording, "wording");
        Proposals.tooLong(reason, "reason");
        DraftEdit edit = edit(proposal, seen, wording.strip(), meaning);
        return audit.one("proposal.accepted", () -> {
            EditOutcome outcome = drafts.apply(
                    proposal.framework(), List.of(edit), lead.person(), lead.organization(), proposal.id());
            if (outcome instanceof EditOutcome.Done done) {
                String words = Proposals.blankIsNull(wording);
                settle(
                        proposal,
                        State.ACCEPTED,
                        reason,
                        words,
                        done.act() == 0 ? null : done.act(),
                        lead,
                        words == null ? "accepts" : "accepts with other words");
                record("proposal.accepted", proposal, lead);
            }
            return outcome;
        });
    }

    /** Says no, and why. */
    @Transactional
    public void decline(Proposal proposal, String reason, Lead lead) {
        waits(proposal);
        if (reason.isBlank()) {
            throw new Problem(
                    ProblemType.BAD_INPUT, "Say in a sentence why it is declined; whoever proposed it reads it.");
        }
        Proposals.tooLong(reason, "reason");
        settle(proposal, State.DECLINED, reason, null, null, lead, "declines");
        record("proposal.declined", proposal, lead);
    }

    /** Leaves it for later: it goes on waiting, but not in this round. */
    @Transactional
    public void postpone(Proposal proposal, String reason, Lead lead) {
        if (proposal.state() != State.OPEN) {
            throw new Problem(ProblemType.CONFLICT, proposal.called() + " is not open.");
        }
        Proposals.tooLong(reason, "reason");
        settle(proposal, State.POSTPONED, reason, null, null, lead, "postpones");
        record("proposal.postponed", proposal, lead);
    }

    /** Takes the last step back; what an accepted proposal changed in the draft is taken back along with it. */
    @Transactional
    public EditOutcome undo(Proposal proposal, Lead lead) {
        Resolution last =
                proposal.history().isEmpty() ? null : proposal.history().getLast();
        if (last == null || proposal.state() == State.OPEN || proposal.state() == State.WITHDRAWN) {
            throw new Problem(ProblemType.CONFLICT, proposal.called() + " is open: there is nothing to take back.");
        }
        Long act = last.act();
        if (proposal.state() == State.ACCEPTED && act != null) {
            return audit.one(
                    "proposal.reopened",
                    () -> drafts.undo(proposal.framework(), act, lead.person(), lead.organization()));
        }
        settle(proposal, State.OPEN, "", null, null, lead, "opens again");
        record("proposal.reopened", proposal, lead);
        return new EditOutcome.Done(0, "");
    }

    /**
     * What an accepted proposal changed was taken back, here or in the draft: then it is open again. And where that was taken back in its turn, it
     * is accepted again: the draft never says other than its proposals do.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ActTakenBack event) {
        proposals.restingOn(event.framework(), event.act()).ifPresent(proposal -> {
            boolean reopened = proposal.state() == State.ACCEPTED;
            if (!reopened && proposal.state() != State.OPEN) {
                return;
            }
            Lead lead = new Lead(event.by(), event.speakingFor(), event.owner());
            settle(
                    proposal,
                    reopened ? State.OPEN : State.ACCEPTED,
                    "",
                    null,
                    event.takenBackBy(),
                    lead,
                    reopened ? "opens again" : "accepts again");
            record(reopened ? "proposal.reopened" : "proposal.accepted", proposal, lead);
        });
    }

    /** Whoever proposed it takes it back; it stays readable. */
    @Transactional
    public void withdraw(Proposal proposal, Lead proposer) {
        waits(proposal);
        settle(proposal, State.WITHDRAWN, "", null, null, proposer, "withdraws");
        record("proposal.withdrawn", proposal, proposer);
    }

    private DraftEdit edit(Proposal proposal, long seen, String wording, boolean meaning) {
        Proposal.Text wanted = proposal.wanted();
        return switch (proposal.kind()) {
            case REWORD ->
                new DraftEdit.Reword(
                        proposal.item(),
                        seen,
                        with(text(proposal), wording.isEmpty() ? wanted.statement() : wording, null, null),
                        meaning);
            case LEVEL ->
                new DraftEdit.Reword(proposal.item(), seen, with(text(proposal), null, wanted, null), meaning);
            case AT_HIRE ->
                new DraftEdit.Reword(proposal.item(), seen, with(text(proposal), null, null, wanted), meaning);
            case ADD ->
                new DraftEdit.Add(
                        UUID.randomUUID(),
                        proposal.item(),
                        items.lastBelow(proposal.framework(), proposal.item()),
                        new DraftText(
                                wording.isEmpty() ? wanted.statement() : wording,
                                wanted.code(),
                                null,
                                null,
                                wanted.level(),
                                wanted.atHire(),
                                null,
                                List.of(),
                                List.of(),
                                null));
            case MOVE -> {
                UUID parent = wanted.parent() == null ? proposal.framework().value() : wanted.parent();
                yield new DraftEdit.Move(
                        List.of(proposal.item()), parent, items.lastBelow(proposal.framework(), parent));
            }
            case RETIRE -> new DraftEdit.Retire(List.of(proposal.item()), seen);
        };
    }

    private DraftText text(Proposal proposal) {
        return drafts.item(proposal.framework(), proposal.item())
                .map(DraftItem::text)
                .orElseThrow(() ->
                        new Problem(ProblemType.CONFLICT, "The statement that this speaks of has left the framework."));
    }

    /** The text with what a proposal changes of it, and everything else as it stands. */
    private static DraftText with(
            DraftText now, @Nullable String statement, Proposal.@Nullable Text level, Proposal.@Nullable Text atHire) {
        return new DraftText(
                statement == null ? now.statement() : statement,
                now.code(),
                now.abbreviatedStatement(),
                now.type(),
                level == null ? now.level() : level.level(),
                atHire == null ? now.atHire() : atHire.atHire(),
                now.language(),
                now.educationLevel(),
                now.conceptKeywords(),
                now.notes());
    }

    private void settle(
            Proposal proposal,
            State state,
            String reason,
            @Nullable String wording,
            @Nullable Long act,
            Lead lead,
            String does) {
        proposals.settle(
                proposal,
                new Resolution(
                        state,
                        Proposals.blankIsNull(reason),
                        wording,
                        act,
                        lead.person(),
                        lead.organization(),
                        clock.instant()));
        happenings.add(
                proposal.framework(),
                Kind.RESOLVED,
                proposal.id(),
                proposal.item(),
                does + " proposal " + proposal.number(),
                lead.person());
    }

    private void record(String action, Proposal proposal, Lead lead) {
        audit.record(new AuditEntry(
                        action,
                        lead.person().toString(),
                        lead.owner().toString(),
                        proposal.id().toString(),
                        Map.of(
                                "framework",
                                proposal.framework().toString(),
                                "number",
                                Integer.toString(proposal.number())))
                .concerning(proposal.by().value()));
    }

    private static void waits(Proposal proposal) {
        if (!proposal.state().waits()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "%s is settled already: %s."
                            .formatted(
                                    proposal.called(),
                                    ProposalWords.of(proposal.state()).toLowerCase(Locale.ROOT)));
        }
    }
}
