package org.throughline.server.cocreation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/** Who said what, by name and by whom they speak for. */
@Component
public final class Speakers {
    private static final String GONE = "Somebody who left";

    private final JdbcClient sql;
    private final People people;
    private final Organizations organizations;

    Speakers(JdbcClient sql, People people, Organizations organizations) {
        this.sql = sql;
        this.people = people;
        this.organizations = organizations;
    }

    /** Somebody's words, and for whom they were said. */
    public record Said(PersonId by, @Nullable OrganizationId organization) {}

    /** Everybody who said these, by what was said. */
    public Map<Said, Speaker> of(FrameworkId framework, Collection<Said> said) {
        Map<PersonId, String> names = people.names(said.stream().map(Said::by).collect(Collectors.toUnmodifiableSet()));
        Map<PersonId, Map.Entry<String, Side>> named = named(framework);
        Map<OrganizationId, Optional<Organization>> known = new HashMap<>();
        Map<Said, Speaker> speakers = new LinkedHashMap<>();
        for (Said one : Set.copyOf(said)) {
            OrganizationId id = one.organization();
            Optional<Organization> organization =
                    id == null ? Optional.empty() : known.computeIfAbsent(id, organizations::find);
            Map.Entry<String, Side> own = named.getOrDefault(one.by(), Map.entry("", Side.OTHER));
            speakers.put(
                    one,
                    new Speaker(
                            one.by(),
                            names.getOrDefault(one.by(), GONE),
                            organization.map(Organization::name).orElse(own.getKey()),
                            organization.map(o -> Side.of(o.kind())).orElse(own.getValue())));
        }
        return speakers;
    }

    /** One of them. */
    public Speaker of(FrameworkId framework, PersonId person, @Nullable OrganizationId organization) {
        return of(framework, Set.of(new Said(person, organization)))
                .values()
                .iterator()
                .next();
    }

    /** For whom people speak who belong to no organization that is known here. */
    private Map<PersonId, Map.Entry<String, Side>> named(FrameworkId framework) {
        return sql
                .sql("select person, speaks_for, side from cocreation.members where framework = ? and side is not null")
                .param(framework.value())
                .query((row, _) -> Map.entry(
                        new PersonId(row.getObject("person", UUID.class)),
                        Map.entry(
                                Optional.ofNullable(row.getString("speaks_for")).orElse(""),
                                Side.valueOf(row.getString("side")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
