package org.throughline.server.cocreation;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;

/** Looks now and then for whom something is new in a workspace, and writes to each at most once a day. Any number of servers may look. */
@Component
class DailyDigest {
    private final Workspaces workspaces;
    private final WorkspacePeople people;
    private final WorkspaceLetters letters;

    DailyDigest(Workspaces workspaces, WorkspacePeople people, WorkspaceLetters letters) {
        this.workspaces = workspaces;
        this.people = people;
        this.letters = letters;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void look() {
        Reach.asHouse(
                "people are told what is new in their workspaces",
                () -> letters.news().stream()
                        .filter(news -> people.readers(Set.of(news.framework()))
                                .getOrDefault(news.framework(), Set.of())
                                .contains(news.person()))
                        .forEach(news -> workspaces
                                .find(news.framework())
                                .ifPresent(workspace -> letters.digest(workspace, news))));
    }
}
