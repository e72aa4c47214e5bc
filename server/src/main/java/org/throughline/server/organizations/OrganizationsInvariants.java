package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold between everything that is stored and the organizations and people of this server. */
@Configuration(proxyBeanMethods = false)
class OrganizationsInvariants {
    /** Whose key seals what belongs to no organization (custody.organization_key). */
    private static final String THE_HOUSE = new UUID(0, 0).toString();

    @Bean
    Invariant everyOrganizationRecorded(AuditLog log, JdbcClient jdbc) {
        return new RecordedOnce(
                log,
                "organization",
                Set.of("organization.created", "organization.imported"),
                () -> jdbc.sql("SELECT id::text FROM organizations.organization")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), null))
                        .list());
    }

    /**
     * What somebody may do in an organization is what was set last. Where their place came with a larger act (the organization was set up,
     * moved here, two accounts became one), the log says that it came, and not which roles.
     */
    @Bean
    Invariant everyRoleAsSet(AuditLog log, JdbcClient jdbc) {
        return Invariant.of("I5", "Every member has the roles that were set last, and every setting its member", () -> {
            Map<Place, Optional<String>> said = new HashMap<>();
            Set<String> whole = new HashSet<>();
            for (RecordedEntry recorded : log.entries(Set.of("roles.set", "person.merged", "organization.imported"))) {
                AuditEntry entry = recorded.entry();
                String organization = String.valueOf(entry.organization());
                switch (entry.action()) {
                    case "roles.set" ->
                        said.put(
                                new Place(organization, entry.subject()),
                                Optional.of(String.valueOf(entry.details().get("roles"))));
                    case "person.merged" -> {
                        said.keySet()
                                .removeIf(place ->
                                        place.person().equals(entry.details().get("from")));
                        whole.add(entry.subject());
                    }
                    case "organization.imported" -> whole.add(organization);
                    default -> {
                        entry.concerns()
                                .forEach(person ->
                                        said.put(new Place(organization, person.toString()), Optional.empty()));
                        said.put(new Place(organization, entry.subject()), Optional.empty());
                        if (entry.concerns().isEmpty()) {
                            whole.add(organization); // written before acts named whom their parts concern
                        }
                    }
                }
            }
            Map<Place, String> kept = new HashMap<>();
            jdbc.sql("""
                    SELECT organization::text, person::text, (SELECT string_agg(r, ' ' ORDER BY r COLLATE "C") FROM unnest(roles) r)
                    FROM organizations.membership
                    """)
                    .query((row, number) -> Map.entry(new Place(row.getString(1), row.getString(2)), row.getString(3)))
                    .list()
                    .forEach(member -> kept.put(member.getKey(), member.getValue()));
            return new Invariant.Found(kept.size(), compare(said, kept, whole));
        });
    }

    private record Place(String organization, String person) {}

    private static List<String> compare(Map<Place, Optional<String>> said, Map<Place, String> kept, Set<String> whole) {
        List<String> findings = new ArrayList<>();
        kept.forEach((place, roles) -> {
            Optional<String> set = said.get(place);
            boolean partOfMore = whole.contains(place.organization()) || whole.contains(place.person());
            if (set == null ? !partOfMore : set.isPresent() && !set.get().equals(roles) && !partOfMore) {
                findings.add("%s is %s in %s, and what was set is %s"
                        .formatted(
                                place.person(),
                                roles,
                                place.organization(),
                                set == null ? "nothing" : "'" + set.orElse("") + "'"));
            }
        });
        said.forEach((place, roles) -> {
            boolean forgotten = place.person().startsWith("person:");
            if (roles.filter(set -> !set.isBlank()).isPresent() && !kept.containsKey(place) && !forgotten) {
                findings.add("%s was given roles in %s, and has none".formatted(place.person(), place.organization()));
            }
        });
        return findings;
    }

    /** The log is kept for ever, so nobody's name or address may be in it. */
    @Bean
    Invariant noNameInTheLog(AuditLog log, JdbcClient jdbc) {
        return Invariant.of("I5", "No act of the log says somebody's name or address", () -> {
            Set<String> names = new HashSet<>(
                    jdbc.sql("SELECT DISTINCT display_name FROM organizations.person WHERE display_name LIKE '% %'")
                            .query(String.class)
                            .list());
            Set<String> words = log.words();
            List<String> findings = new ArrayList<>();
            for (String said : words) {
                if (said.contains("@")) {
                    findings.add("An act says what looks like an address: " + said);
                } else if (said.contains(" ")
                        && (names.contains(said) || names.stream().anyMatch(said::contains))) {
                    findings.add("An act says a name: " + said);
                }
            }
            return new Invariant.Found(words.size(), findings);
        });
    }

    /** Asks of every table of every room that has such a column, so that a new room need not be named here. */
    @Bean
    Invariant noRowWithoutItsTenant(JdbcClient jdbc) {
        return Invariant.of(
                "I9", "Every row that belongs to an organization or a person belongs to one that is there", () -> {
                    record Column(String table, String name, String owner) {}
                    List<Column> columns = jdbc.sql("""
                    SELECT format('%I.%I', c.table_schema, c.table_name) AS owned, quote_ident(c.column_name) AS column,
                           CASE WHEN c.column_name IN ('person', 'holder', 'recipient') THEN 'organizations.person'
                                ELSE 'organizations.organization' END AS owner
                    FROM information_schema.columns c
                    JOIN information_schema.tables t USING (table_schema, table_name)
                    WHERE t.table_type = 'BASE TABLE' AND c.data_type = 'uuid'
                      AND c.column_name IN ('organization', 'employer', 'owner', 'convener', 'person', 'holder', 'recipient')
                      AND c.table_schema NOT IN ('pg_catalog', 'information_schema', 'audit')
                    """)
                            .query((row, number) ->
                                    new Column(row.getString("owned"), row.getString("column"), row.getString("owner")))
                            .list();
                    List<String> findings = new ArrayList<>();
                    long checked = 0;
                    for (Column column : columns) {
                        checked += jdbc.sql("SELECT count(*) FROM " + column.table())
                                .query(Long.class)
                                .single();
                        jdbc
                                .sql("SELECT DISTINCT t." + column.name() + "::text AS id FROM " + column.table()
                                        + " t WHERE t."
                                        + column.name() + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + column.owner()
                                        + " o WHERE o.id = t." + column.name() + ")")
                                .query((row, number) -> row.getString("id"))
                                .list()
                                .stream()
                                .filter(id -> !id.equals(THE_HOUSE))
                                .forEach(id -> findings.add("Rows of %s name %s %s, which is not there"
                                        .formatted(column.table(), column.name(), id)));
                    }
                    return new Invariant.Found(checked, findings);
                });
    }
}
