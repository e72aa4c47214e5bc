package org.throughline.server.issuing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.RestingDuties;
import org.throughline.server.organizations.RestingDuty;
import org.throughline.server.organizations.RestingDuty.Goes;

/** Batches that a member started and that are not through: they go on by themselves, but somebody has to look at what failed. */
@Component
class BatchDuties implements RestingDuties {
    private final JdbcClient sql;

    BatchDuties(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<RestingDuty> of(Membership leaver) {
        List<RestingDuty> duties = new ArrayList<>();
        sql.sql("""
                select b.id, count(*) filter (where c.state in ('planned', 'signed')) as waiting, count(*) filter (where c.state = 'failed') as failed
                from issuing.batch b join issuing.credential c on c.batch = b.id
                where b.organization = :organization and b.started_by = :person and c.state in ('planned', 'signed', 'failed')
                group by b.id, b.started_at order by b.started_at
                """)
                .param("organization", leaver.organization().id().value())
                .param("person", leaver.person().value())
                .query(row -> {
                    duties.add(new RestingDuty(
                            row.getLong("failed") > 0
                                    ? "Credentials of a batch failed and wait for another try: %d."
                                            .formatted(row.getLong("failed"))
                                    : "A batch is being issued and goes on by itself; credentials still to come: %d."
                                            .formatted(row.getLong("waiting")),
                            "/issuing/batches/" + row.getString("id"),
                            Goes.NOT_ALONG));
                });
        return duties;
    }
}
