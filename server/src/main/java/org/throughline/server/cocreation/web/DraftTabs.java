package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.FrameworkTabs;
import org.throughline.server.cocreation.web.WorkspaceAccess.Seat;
import org.throughline.server.face.TabsView;
import org.throughline.server.frameworks.FrameworkActions.Tab;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.SignedIn;

/** Says of each page of a draft or workspace where it stands: the framework's tabs, and what belongs under the current one. */
@Component
class DraftTabs {
    private final FrameworkTabs tabs;

    DraftTabs(FrameworkTabs tabs) {
        this.tabs = tabs;
    }

    /** The draft: as a tree ({@code edit}), as a table ({@code table}), what it says of itself ({@code about}), and {@code publish}. */
    PageTabs shape(Seat seat, String current) {
        String base = seat.base();
        return of(
                seat,
                Tab.SHAPE,
                new TabsView(
                        "The draft as",
                        List.of(
                                TabsView.Tab.of("Tree", base + "/edit", current.equals("edit")),
                                TabsView.Tab.of("Table", base + "/table", current.equals("table")),
                                TabsView.Tab.of("About it", base + "/about", current.equals("about")),
                                TabsView.Tab.of("Publish", base + "/publish", current.equals("publish")))));
    }

    /**
     * What is proposed and said.
     *
     * @param current {@code talk}, {@code rounds}, or one of {@link ProposalPages.View}
     * @param narrowed what else the list's address says
     */
    PageTabs proposals(Seat seat, String current, String narrowed) {
        List<TabsView.Tab> within = new ArrayList<>();
        for (ProposalPages.View view : ProposalPages.View.values()) {
            within.add(TabsView.Tab.of(
                    view.label(),
                    seat.base() + "/proposals?view=" + view.word() + narrowed,
                    current.equals(view.word())));
        }
        within.add(TabsView.Tab.of("Rounds", seat.base() + "/rounds", current.equals("rounds")));
        within.add(TabsView.Tab.of("Comments", seat.base() + "/talk", current.equals("talk")));
        return of(seat, Tab.PROPOSALS, new TabsView("What is proposed and said", within));
    }

    PageTabs people(Seat seat) {
        return new PageTabs(tabs.of(seat.framework(), Optional.of(seat.person()), Tab.PEOPLE), null);
    }

    PageTabs versions(FrameworkId framework, Optional<SignedIn> person) {
        return new PageTabs(tabs.of(framework, person, Tab.VERSIONS), null);
    }

    private PageTabs of(Seat seat, Tab tab, TabsView within) {
        return new PageTabs(tabs.of(seat.framework(), Optional.of(seat.person()), tab), within);
    }
}
