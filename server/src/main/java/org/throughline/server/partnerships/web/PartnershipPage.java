package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Action;
import org.throughline.server.face.Line;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.Step;
import org.throughline.server.face.TableView;

/** One partnership at a glance: what the reader does next, where everybody stands, what is in scope. */
public record PartnershipPage(
        PartnershipHead head,
        StateView stage,
        String purpose,
        List<Own> own,
        List<Walk> walks,
        TableView members,
        @Nullable OpenRound round,
        List<Milestone> milestones,
        List<Scoped> frameworks,
        List<Scoped> programmes,
        List<Entry> minutes,
        List<Option> frameworksToAdd,
        List<Option> crosswalksToAdd,
        List<Option> programmesToAdd,
        List<Option> awardedFor,
        List<Option> asking,
        List<Option> answering,
        boolean manages,
        @Nullable Closed closed,
        List<Option> successors) {
    public PartnershipPage {
        awardedFor = List.copyOf(awardedFor);
        successors = List.copyOf(successors);
        own = List.copyOf(own);
        walks = List.copyOf(walks);
        milestones = List.copyOf(milestones);
        frameworks = List.copyOf(frameworks);
        programmes = List.copyOf(programmes);
        minutes = List.copyOf(minutes);
        frameworksToAdd = List.copyOf(frameworksToAdd);
        crosswalksToAdd = List.copyOf(crosswalksToAdd);
        programmesToAdd = List.copyOf(programmesToAdd);
        asking = List.copyOf(asking);
        answering = List.copyOf(answering);
    }

    /** How far one of the reader's own organizations is, and its next step. */
    public record Own(
            String name,
            List<Step> steps,
            String sentence,
            @Nullable Action next) {
        public Own {
            steps = List.copyOf(steps);
        }
    }

    /** A crosswalk as a line from the job role to what the programme awards. */
    public record Walk(
            String id,
            boolean mayDrop,
            String title,
            String href,
            String coverageHref,
            Line line,
            int settled,
            int total) {}

    /** It is only read. */
    public record Closed(boolean mayReopen) {}

    /** The round that is open, with what each member still has to do in it. */
    public record OpenRound(
            String title, String goal, String due, String href, boolean overdue, List<MemberTodo> members) {
        public OpenRound {
            members = List.copyOf(members);
        }
    }

    /** What a member still has to do. */
    public record MemberTodo(String name, List<Todo> todos) {
        public MemberTodo {
            todos = List.copyOf(todos);
        }
    }

    /** A task: how far it is and where it is done. */
    public record Todo(String title, @Nullable String href, StateView state, String progress) {}

    public record Milestone(String id, String title, String due, StateView state, boolean mayReach) {}

    /** Something in scope. */
    public record Scoped(String kind, String id, String title, String href, String detail, boolean mayDrop) {}

    public record Entry(String kind, String text, String behind) {}
}
