package org.throughline.server.portability;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;

/** Files that an administrator looks over before they come in: theirs alone, for an hour. */
@Component
public class IncomingFiles {
    private final JdbcClient jdbc;
    private final Clock clock;

    IncomingFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One of them. */
    @SuppressWarnings("ArrayRecordComponent") // lives within one request
    public record Incoming(@Nullable String slug, byte[] bytes) {}

    @Transactional
    public UUID keep(PersonId person, @Nullable String slug, byte[] file) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("DELETE FROM portability.incoming WHERE by_person = :person OR created_at < :before")
                .param("person", person.value())
                .param("before", now.minusHours(1))
                .update();
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "INSERT INTO portability.incoming (id, by_person, slug, file, created_at) VALUES (:id, :person, :slug, :file, :now)")
                .param("id", id)
                .param("person", person.value())
                .param("slug", slug)
                .param("file", file)
                .param("now", now)
                .update();
        return id;
    }

    /** Takes it out; one that is not this person's, or is gone, is a {@code Problem NOT_FOUND}. */
    @Transactional
    public Incoming take(PersonId person, UUID id) {
        return jdbc.sql("DELETE FROM portability.incoming WHERE id = :id AND by_person = :person RETURNING slug, file")
                .param("id", id)
                .param("person", person.value())
                .query((row, number) -> new Incoming(row.getString(1), row.getBytes(2)))
                .optional()
                .orElseThrow(Problem::notFound);
    }
}
