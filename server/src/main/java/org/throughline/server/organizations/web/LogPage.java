package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Crumb;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.TableView;

/**
 * A log as people read it.
 *
 * @param lede whose log it is
 * @param action where the filter is sent
 * @param topics what can be chosen, "everything" first; empty where there is nothing to choose from
 * @param people who can be chosen, "everybody" first; empty on a person's own log
 * @param proof how far the signed checkpoints reach, in words; null where nothing was signed yet
 */
public record LogPage(
        String lede,
        List<Crumb> crumbs,
        String action,
        List<Option> topics,
        List<Option> people,
        Chosen chosen,
        @Nullable String proof,
        TableView table,
        PageLinks links) {

    /** What the filter holds now, as the form shows it. */
    public record Chosen(String topic, String who, String from, String until) {
        boolean isAll() {
            return topic.isEmpty() && who.isEmpty() && from.isEmpty() && until.isEmpty();
        }
    }

    public LogPage {
        crumbs = List.copyOf(crumbs);
        topics = List.copyOf(topics);
        people = List.copyOf(people);
    }

    public boolean filtered() {
        return !chosen.isAll();
    }
}
