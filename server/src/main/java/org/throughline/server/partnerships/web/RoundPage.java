package org.throughline.server.partnerships.web;

import java.util.List;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/** One round: what is asked of whom, how far they are, and the hours spent in it. */
public record RoundPage(
        PartnershipHead head,
        String title,
        String goal,
        StateView state,
        String when,
        String action,
        long done,
        int total,
        List<MemberTasks> members,
        List<Option> loggingFor,
        List<HoursRow> hours,
        List<Option> asked,
        List<Option> kinds,
        List<Option> subjects,
        List<Option> tasks,
        List<Asked> plan,
        String name,
        String opens,
        String due,
        boolean planned,
        boolean open,
        String today,
        String hoursAction,
        String id,
        boolean manages) {
    public RoundPage {
        members = List.copyOf(members);
        loggingFor = List.copyOf(loggingFor);
        hours = List.copyOf(hours);
        asked = List.copyOf(asked);
        kinds = List.copyOf(kinds);
        subjects = List.copyOf(subjects);
        tasks = List.copyOf(tasks);
        plan = List.copyOf(plan);
    }

    /** A task as it was asked, of whom. */
    public record Asked(String id, String title, String of) {}

    public record MemberTasks(String name, String slug, List<TaskRow> tasks) {
        public MemberTasks {
            tasks = List.copyOf(tasks);
        }
    }

    /** {@code mayTick}: whether the reader can say that it is done. */
    public record TaskRow(PartnershipPage.Todo todo, String id, boolean mayTick) {}

    public record HoursRow(
            String id, String name, String slug, String hours, String day, String note, boolean mayRemove) {}
}
