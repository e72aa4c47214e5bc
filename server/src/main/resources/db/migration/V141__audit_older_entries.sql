-- Entries from before the tree: people become keyed hashes in them too, their leaves are made anew, and all of them are queued. They were under
-- no signed checkpoint yet; this is the only time that entries change.
CREATE FUNCTION audit.hmac_once(key bytea, message bytea) RETURNS bytea LANGUAGE plpgsql AS -- HMAC-SHA256 (RFC 2104), key of 32 bytes
$$
DECLARE
    inner_pad bytea := decode(repeat('36', 64), 'hex');
    outer_pad bytea := decode(repeat('5c', 64), 'hex');
BEGIN
    FOR i IN 0..31 LOOP
        inner_pad := set_byte(inner_pad, i, get_byte(inner_pad, i) # get_byte(key, i));
        outer_pad := set_byte(outer_pad, i, get_byte(outer_pad, i) # get_byte(key, i));
    END LOOP;
    RETURN sha256(outer_pad || sha256(inner_pad || message));
END
$$;

CREATE FUNCTION audit.spelled_once(value text) RETURNS bytea LANGUAGE sql AS
$$ SELECT int8send(octet_length(convert_to(value, 'UTF8'))::bigint) || convert_to(value, 'UTF8') $$;

-- Whoever acted, and whoever was acted upon and is a person of this server.
INSERT INTO audit.person_key (person, key, alias)
SELECT person, key,
       'person:' || encode(substr(audit.hmac_once(key, convert_to('throughline person ' || person, 'UTF8')), 1, 16), 'hex')
FROM (
    SELECT named.id::uuid AS person,
           sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS key
    FROM (
        SELECT actor AS id FROM audit.entry
        UNION
        SELECT subject FROM audit.entry
        WHERE subject IN (SELECT id::text FROM organizations.person)
    ) AS named
    WHERE named.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
) AS keyed;

ALTER TABLE audit.entry DISABLE TRIGGER entry_stands;

UPDATE audit.entry AS e
SET actor = coalesce((SELECT alias FROM audit.person_key WHERE person::text = e.actor), e.actor),
    subject = coalesce((SELECT alias FROM audit.person_key WHERE person::text = e.subject), e.subject)
WHERE e.actor IN (SELECT person::text FROM audit.person_key)
   OR e.subject IN (SELECT person::text FROM audit.person_key);

UPDATE audit.entry AS e
SET leaf = sha256(
    '\x00'::bytea
    || int8send((extract(epoch FROM at) * 1000000)::bigint)
    || audit.spelled_once(action)
    || audit.spelled_once(actor)
    || int8send(CASE WHEN organization IS NULL THEN 0 ELSE 1 END::bigint)
    || audit.spelled_once(coalesce(organization, ''))
    || audit.spelled_once(subject)
    || int8send((SELECT count(*) FROM jsonb_object_keys(details))::bigint)
    || coalesce((SELECT string_agg(audit.spelled_once(key) || audit.spelled_once(value), ''::bytea ORDER BY key COLLATE "C")
                 FROM jsonb_each_text(details)), ''::bytea));

ALTER TABLE audit.entry ENABLE TRIGGER entry_stands;

INSERT INTO audit.pending (entry, leaf) SELECT sequence, leaf FROM audit.entry;

DROP FUNCTION audit.hmac_once(bytea, bytea);
DROP FUNCTION audit.spelled_once(text);
