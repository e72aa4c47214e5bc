package org.throughline.server.alignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.OrganizationId;

/** The parties that every crosswalk has: its owner, and the owners of the framework that asks and of the one that answers. */
@Component
class FrameworkOwners implements CrosswalkParties {
    private final CrosswalkRows rows;
    private final Frameworks frameworks;

    FrameworkOwners(CrosswalkRows rows, Frameworks frameworks) {
        this.rows = rows;
        this.frameworks = frameworks;
    }

    @Override
    public Behind behind(Crosswalk crosswalk) {
        Set<OrganizationId> owners = new HashSet<>(Set.of(crosswalk.owner()));
        Stream.of(crosswalk.requirements(), crosswalk.outcomes())
                .flatMap(id -> frameworks.find(id).stream())
                .map(Framework::owner)
                .forEach(owners::add);
        return new Behind(owners, owners, Set.of(crosswalk.owner()));
    }

    @Override
    public Set<CrosswalkId> seenBy(Collection<OrganizationId> organizations) {
        if (organizations.isEmpty()) {
            return Set.of();
        }
        Map<FrameworkId, OrganizationId> owners = new HashMap<>();
        for (Framework framework : frameworks.all()) {
            owners.put(framework.id(), framework.owner());
        }
        return rows.all().stream()
                .map(CrosswalkRows.Row::crosswalk)
                .filter(one -> Stream.of(one.owner(), owners.get(one.requirements()), owners.get(one.outcomes()))
                        .filter(Objects::nonNull)
                        .anyMatch(organizations::contains))
                .map(Crosswalk::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<CrosswalkId> decidedBy(Collection<OrganizationId> organizations) {
        return seenBy(organizations);
    }
}
