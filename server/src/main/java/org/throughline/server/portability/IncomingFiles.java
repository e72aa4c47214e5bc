package org.throughline.server.portability;

import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
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
    private final FilePieces pieces;
    private final Clock clock;

    IncomingFiles(JdbcClient jdbc, FilePieces pieces, Clock clock) {
        this.jdbc = jdbc;
        this.pieces = pieces;
        this.clock = clock;
    }

    /** One of them. */
    public record Incoming(@Nullable String slug, PassingFile file) implements AutoCloseable {
        @Override
        public void close() {
            file.close();
        }
    }

    @Transactional
    public UUID keep(PersonId person, @Nullable String slug, Path file) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("DELETE FROM portability.incoming WHERE by_person = :person OR created_at < :before")
                .param("person", person.value())
                .param("before", now.minusHours(1))
                .update();
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "INSERT INTO portability.incoming (id, by_person, slug, created_at) VALUES (:id, :person, :slug, :now)")
                .param("id", id)
                .param("person", person.value())
                .param("slug", slug)
                .param("now", now)
                .update();
        pieces.keep(FilePieces.Of.INCOMING, id, file);
        return id;
    }

    /** Takes it out; one that is not this person's, or is gone, is a {@code Problem NOT_FOUND}. */
    @Transactional
    public Incoming take(PersonId person, UUID id) {
        Optional<String> slug = jdbc.sql(
                        "SELECT coalesce(slug, '') FROM portability.incoming WHERE id = :id AND by_person = :person FOR UPDATE")
                .param("id", id)
                .param("person", person.value())
                .query((row, number) -> row.getString(1))
                .optional();
        String other = slug.orElseThrow(Problem::notFound);
        PassingFile file = PassingFile.empty();
        pieces.copy(FilePieces.Of.INCOMING, id, file.path());
        jdbc.sql("DELETE FROM portability.incoming WHERE id = ?").param(id).update();
        return new Incoming(other.isEmpty() ? null : other, file);
    }
}
