package org.throughline.server.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.ActingPrograms;
import org.throughline.server.organizations.PersonId;

/** The keys of a person and the grants that they gave, for those who count or end them all at once. */
@Component
class ProgramsOfPeople implements ActingPrograms {
    private final JdbcClient jdbc;
    private final PersonalKeys keys;
    private final GrantsGiven grants;
    private final Clock clock;

    ProgramsOfPeople(JdbcClient jdbc, PersonalKeys keys, GrantsGiven grants, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public Count of(PersonId person) {
        return new Count(keys.of(person).size(), grants.of(person).size());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(PersonId person) {
        jdbc.sql("UPDATE access.personal_key SET revoked_at = :now WHERE person = :person AND revoked_at IS NULL")
                .param("now", OffsetDateTime.now(clock))
                .param("person", person.value())
                .update();
        jdbc.sql("DELETE FROM access.grant_given WHERE person = :person")
                .param("person", person.value())
                .update();
    }
}
