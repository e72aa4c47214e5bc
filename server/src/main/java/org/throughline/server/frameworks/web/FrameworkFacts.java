package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;

/** What is told about a framework beside its statements. */
@Component
class FrameworkFacts {
    private final Organizations organizations;

    FrameworkFacts(Organizations organizations) {
        this.organizations = organizations;
    }

    List<FrameworkPage.Fact> of(Framework framework) {
        List<FrameworkPage.Fact> facts = new ArrayList<>();
        facts.add(new FrameworkPage.Fact("Creator", framework.creator()));
        facts.add(new FrameworkPage.Fact("Kept here by", owner(framework)));
        facts.add(new FrameworkPage.Fact("Statements", Numbers.count(framework.items())));
        facts.add(new FrameworkPage.Fact("Last change", Dates.day(framework.lastChange())));
        if (framework.adoptionStatus() != null) {
            facts.add(new FrameworkPage.Fact("Adoption", framework.adoptionStatus()));
        }
        return facts;
    }

    /** Who keeps it here. */
    String owner(Framework framework) {
        return organizations.find(framework.owner()).map(Organization::name).orElse("an organization that has left");
    }
}
