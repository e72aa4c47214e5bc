package org.throughline.server.partnerships.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.face.TabsView;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.PartnerNames;
import org.throughline.server.partnerships.Partnership;

/** What every page of a partnership has above it, and the names that all of them show. */
@Component
class Heads {
    private final Organizations organizations;
    private final People people;
    private final PartnerNames names;

    Heads(Organizations organizations, People people, PartnerNames names) {
        this.organizations = organizations;
        this.people = people;
        this.names = names;
    }

    PartnershipHead of(Partnership partnership, String view) {
        String base = "/partnerships/" + partnership.id();
        return new PartnershipHead(
                partnership.name(),
                "Led by " + name(partnership.convener()),
                base,
                new TabsView(
                        "Views of the partnership",
                        List.of(
                                tab("Overview", base, "", view),
                                tab("Members", base, "/members", view),
                                tab("Charter", base, "/charter", view),
                                tab("Rounds", base, "/rounds", view),
                                tab("Workshops", base, "/workshops", view),
                                tab("Minutes", base, "/minutes", view))));
    }

    private static TabsView.Tab tab(String label, String base, String path, String view) {
        return TabsView.Tab.of(label, base + path, label.equals(view));
    }

    String name(OrganizationId id) {
        return names.of(id);
    }

    String href(OrganizationId id) {
        return organizations.find(id).map(o -> "/o/" + o.slug()).orElse("/");
    }

    String slug(OrganizationId id) {
        return organizations.find(id).map(Organization::slug).orElse("");
    }

    String name(PersonId id) {
        return people.find(id).map(Person::displayName).orElse("Somebody who has left");
    }
}
