-- Two accounts that turned out to be one person's: what either did is that person's to read, and entries of both name the one who stays. The
-- entries and the tree do not change; only what leads from an alias to a person does.
ALTER TABLE audit.person_key ADD COLUMN joined uuid;
CREATE INDEX person_key_joined ON audit.person_key (joined) WHERE joined IS NOT NULL;

CREATE FUNCTION audit.aliases_of(who uuid) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT coalesce(array_agg(k.alias ORDER BY k.joined IS NOT NULL, k.alias), '{}') FROM audit.person_key k WHERE k.person = who OR k.joined = who $$;

CREATE FUNCTION audit.own_aliases() RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT audit.aliases_of(house.person()) $$;

CREATE FUNCTION audit.join_people(one uuid, other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    IF NOT house.everything() THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the house makes one person of two';
    END IF;
    UPDATE audit.person_key k SET joined = other WHERE k.person = one OR k.joined = one;
END
$$;

DROP POLICY seen ON audit.entry;
CREATE POLICY seen ON audit.entry FOR SELECT USING (
    (SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::text[])
    OR actor = ANY ((SELECT audit.own_aliases())::text[])
    OR subject = ANY ((SELECT audit.own_aliases())::text[])
    OR concerns && (SELECT audit.own_aliases())::text[]);

DROP FUNCTION audit.people_behind(text[]);
DROP FUNCTION audit.in_reach(audit.entry, text);
CREATE FUNCTION audit.in_reach(e audit.entry, own text[]) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog AS
$$ SELECT coalesce(e.organization = ANY (house.organizations()::text[]) OR own && ARRAY[e.actor, e.subject] OR own && e.concerns, false) $$;

CREATE FUNCTION audit.people_behind(aliases text[]) RETURNS TABLE (alias text, person uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
    SELECT k.alias, coalesce(k.joined, k.person) FROM audit.person_key k, audit.own_aliases() AS own
    WHERE k.alias = ANY (aliases) AND (house.everything() OR coalesce(k.joined, k.person) = house.person()
        OR EXISTS (SELECT FROM audit.entry e WHERE e.actor = k.alias AND audit.in_reach(e, own))
        OR EXISTS (SELECT FROM audit.entry e WHERE e.subject = k.alias AND audit.in_reach(e, own))
        OR EXISTS (SELECT FROM audit.entry e WHERE e.concerns <> '{}' AND e.concerns @> ARRAY[k.alias] AND audit.in_reach(e, own)
                   AND EXISTS (SELECT FROM jsonb_each_text(e.details) d WHERE d.value = k.alias)))
$$;

REVOKE EXECUTE ON FUNCTION audit.aliases_of(uuid), audit.own_aliases(), audit.join_people(uuid, uuid), audit.people_behind(text[]),
    audit.in_reach(audit.entry, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.aliases_of(uuid), audit.own_aliases(), audit.join_people(uuid, uuid), audit.people_behind(text[])
    TO throughline_app;
