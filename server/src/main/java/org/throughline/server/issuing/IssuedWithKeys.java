package org.throughline.server.issuing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.custody.KeyCompromised;
import org.throughline.server.custody.KeyUse;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.SignatureDoubted;

/**
 * What was signed with a key, from the rows of issuing. A credential counts as recorded from the moment at which the log of what was done got its
 * entry, in the transaction of its delivery; what the credential says of its own time counts for nothing.
 */
@Component
class IssuedWithKeys implements KeyUse {
    private final JdbcClient sql;
    private final StatusLists statusLists;
    private final ApplicationEventPublisher events;

    IssuedWithKeys(JdbcClient sql, StatusLists statusLists, ApplicationEventPublisher events) {
        this.sql = sql;
        this.statusLists = statusLists;
        this.events = events;
    }

    /** Records look again at whatever the key signed: they know credentials by their status lists. */
    @EventListener
    public void on(KeyCompromised event) {
        statusLists.signAnew(event.organization(), event.multibase());
        sql.sql("""
                        select distinct l.url from (
                            select status_list, organization, signed_with from issuing.credential
                            union all select status_list, organization, signed_with from issuing.endorsement) c
                        join issuing.status_list l on l.id = c.status_list
                        where c.organization = :organization and split_part(c.signed_with, '#', 2) = :key
                        """)
                .param("organization", event.organization().value())
                .param("key", event.multibase())
                .query((row, n) -> row.getString(1))
                .list()
                .forEach(url -> events.publishEvent(new SignatureDoubted(url)));
    }

    @Override
    public Count of(OrganizationId organization, String multibase, Instant since) {
        return sql.sql("""
                        select count(*) filter (where delivered_at < :since), count(*) filter (where delivered_at is null or delivered_at >= :since)
                        from (
                            select organization, signed_with, document, delivered_at from issuing.credential
                            union all select organization, signed_with, document, signed_at from issuing.endorsement) as signed
                        where organization = :organization and split_part(signed_with, '#', 2) = :key and document is not null
                        """)
                .param("organization", organization.value())
                .param("key", multibase)
                .param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query((row, n) -> new Count(row.getInt(1), row.getInt(2)))
                .single();
    }

    @Override
    public boolean recordedBefore(OrganizationId organization, String multibase, byte[] document, Instant moment) {
        return sql.sql("""
                        select exists (select 1 from issuing.credential
                            where organization = :organization and split_part(signed_with, '#', 2) = :key
                                and document = :document and delivered_at < :moment)
                            or exists (select 1 from issuing.endorsement
                            where organization = :organization and split_part(signed_with, '#', 2) = :key
                                and (document = :document or convert_to(token, 'UTF8') = :document) and signed_at < :moment)
                        """)
                .param("organization", organization.value())
                .param("key", multibase)
                .param("document", document)
                .param("moment", OffsetDateTime.ofInstant(moment, ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
