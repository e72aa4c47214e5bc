package org.throughline.server.frameworks;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.RestingDuties;
import org.throughline.server.organizations.RestingDuty;
import org.throughline.server.organizations.RestingDuty.Goes;

/** Imports that a member looked at and has not finished; they are kept for a day and are theirs alone. */
@Component
class ImportDuties implements RestingDuties {
    private final JdbcClient jdbc;

    ImportDuties(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        return jdbc.sql(
                        "SELECT id, source FROM frameworks.pending_imports WHERE owner = :o AND by_person = :p ORDER BY created_at")
                .param("o", leaver.organization().id().value())
                .param("p", leaver.person().value())
                .query((row, number) -> new RestingDuty(
                        "An import of %s was prepared and not finished. Whoever wants it begins it anew."
                                .formatted(row.getString("source")),
                        null,
                        Goes.NOT_ALONG))
                .list();
    }
}
