package org.throughline.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Under which name a person stands in the log: HMAC-SHA256 of their id, under a key of their own. While the key stands, their entries can be
 * found; when it is destroyed nobody can tell any more whose they were, and the tree does not change.
 */
@Component
final class PersonKeys {
    static final String PREFIX = "person:";

    static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int ALIAS_BYTES = 16;
    private static final int KEY_BYTES = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    PersonKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The alias of somebody who is a person; the first time, one is made. Anything that is not an id stays as it is. */
    String alias(String id) {
        if (!id.matches(UUID_FORM)) {
            return id;
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return String.valueOf(ask(UUID.fromString(id), key, alias(key, id)));
    }

    /** The alias of a text that is the id of a person whom the log knows; any other text as it is. */
    String aliasIfKnown(String text) {
        return text.matches(UUID_FORM) ? find(UUID.fromString(text)).orElse(text) : text;
    }

    /** The aliases of those of these texts that are ids of people whom the log knows, by text; asked at once. */
    Map<String, String> known(Collection<String> texts) {
        UUID[] ids = texts.stream()
                .filter(text -> text.matches(UUID_FORM))
                .distinct()
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        Map<String, String> known = new HashMap<>();
        if (ids.length > 0) {
            jdbc.sql("SELECT id, audit.alias_of(id, NULL, NULL) AS alias FROM unnest(:ids::uuid[]) AS id")
                    .param("ids", ids)
                    .query((row, _) ->
                            Map.entry(row.getObject("id", UUID.class), Optional.ofNullable(row.getString("alias"))))
                    .list()
                    .forEach(one -> one.getValue()
                            .ifPresent(alias -> known.put(one.getKey().toString(), alias)));
        }
        return known;
    }

    Optional<String> find(UUID person) {
        return Optional.ofNullable(ask(person, null, null));
    }

    /** All aliases of a person, also those of accounts that turned out to be theirs; none where the log does not know them. */
    List<String> allOf(UUID person) {
        return jdbc.sql("SELECT unnest(audit.aliases_of(:person)) AS alias")
                .param("person", person)
                .query((row, number) -> String.valueOf(row.getString("alias")))
                .list();
    }

    /** From now on what one person did is the other's. */
    void join(UUID one, UUID other) {
        jdbc.sql("SELECT audit.join_people(:one, :other)")
                .param("one", one)
                .param("other", other)
                .query((row, number) -> true)
                .list();
    }

    /** The people behind aliases, by alias; those who were forgotten are missing. */
    Map<String, UUID> behind(Collection<String> texts) {
        String[] aliases = texts.stream()
                .filter(text -> text.startsWith(PREFIX))
                .distinct()
                .toArray(String[]::new);
        if (aliases.length == 0) {
            return Map.of();
        }
        return jdbc
                .sql("SELECT alias, person FROM audit.people_behind(:aliases::text[])")
                .param("aliases", aliases)
                .query((row, number) -> Map.entry(row.getString("alias"), row.getObject("person", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<UUID> all() {
        return jdbc.sql("SELECT person FROM audit.person_key")
                .query((row, number) -> row.getObject("person", UUID.class))
                .list();
    }

    /** Destroys a person's key; returns whether there was one. */
    boolean forget(UUID person) {
        return jdbc.sql("SELECT audit.forget(:person)")
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    private @Nullable String ask(UUID person, byte @Nullable [] key, @Nullable String alias) {
        return jdbc.sql("SELECT audit.alias_of(:person, :key, :alias) AS alias")
                .param("person", person)
                .param("key", key, java.sql.Types.BINARY)
                .param("alias", alias, java.sql.Types.VARCHAR)
                .query((row, number) -> Optional.ofNullable(row.getString("alias")))
                .single()
                .orElse(null);
    }

    private static String alias(byte[] key, String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hash = mac.doFinal(("throughline person " + id).getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(Arrays.copyOf(hash, ALIAS_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
