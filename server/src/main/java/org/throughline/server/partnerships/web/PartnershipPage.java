package org.throughline.server.partnerships.web;

import java.util.List;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;

/** One partnership: charter, members, scope and what is still to do. */
public record PartnershipPage(
        String name,
        String charter,
        String since,
        List<Member> members,
        List<Scoped> frameworks,
        List<Crosswalk> crosswalks,
        List<Option> frameworksToAdd,
        List<Option> crosswalksToAdd,
        String scopeAction,
        boolean mayWiden) {
    public PartnershipPage {
        members = List.copyOf(members);
        frameworks = List.copyOf(frameworks);
        crosswalks = List.copyOf(crosswalks);
        frameworksToAdd = List.copyOf(frameworksToAdd);
        crosswalksToAdd = List.copyOf(crosswalksToAdd);
    }

    /** An organization that takes part, and what it still has to do. */
    public record Member(String name, String href, String part, List<String> toDo) {
        public Member {
            toDo = List.copyOf(toDo);
        }
    }

    /** A framework in scope. */
    public record Scoped(String title, String href, String creator, String items) {}

    /** A crosswalk in scope with how far it is. */
    public record Crosswalk(
            String title, String href, String coverageHref, int covered, int requirements, StateView state) {}
}
