package org.throughline.server.partnerships;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.WorkspaceCandidates;
import org.throughline.server.organizations.OrganizationId;

/** People whom members named for a partnership in which the owner of a framework takes part: they can be named to shape it. */
@Component
class PartnersForWorkspaces implements WorkspaceCandidates {
    private final Partnerships partnerships;

    PartnersForWorkspaces(Partnerships partnerships) {
        this.partnerships = partnerships;
    }

    @Override
    public List<Candidate> candidates(OrganizationId owner) {
        return partnerships.of(List.of(owner)).stream()
                .filter(partnership -> !partnership.closed())
                .flatMap(partnership -> {
                    var joined = partnership.joined().stream()
                            .map(Member::organization)
                            .collect(Collectors.toUnmodifiableSet());
                    return partnerships.delegates(partnership.id()).stream()
                            .filter(delegate -> joined.contains(delegate.organization())
                                    && !delegate.organization().equals(owner))
                            .map(delegate ->
                                    new Candidate(delegate.person(), delegate.organization(), partnership.name()));
                })
                .toList();
    }
}
