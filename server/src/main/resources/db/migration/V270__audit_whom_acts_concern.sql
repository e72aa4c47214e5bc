-- Whom an act concerns besides who did it and to whom it was done: a credential's recipient, a person whom an employer found. Keyed hashes as
-- everywhere in the log. They stand beside the leaf, not in it: a receipt proves the act, and who finds it is no part of the proof.
ALTER TABLE audit.entry ADD COLUMN concerns text[] NOT NULL DEFAULT '{}';
CREATE INDEX entry_concerns ON audit.entry USING gin (concerns) WHERE concerns <> '{}';

-- Older entries: people in their details, and the recipients of what was issued.
ALTER TABLE audit.entry DISABLE TRIGGER entry_stands;
UPDATE audit.entry AS e SET concerns = ARRAY(
    SELECT DISTINCT d.value FROM jsonb_each_text(e.details) d WHERE d.value LIKE 'person:%' AND d.value NOT IN (e.actor, e.subject))
WHERE e.details::text LIKE '%"person:%';
UPDATE audit.entry AS e SET concerns = e.concerns || k.alias
FROM issuing.credential c JOIN audit.person_key k ON k.person = c.recipient
WHERE e.action IN ('credential.issued', 'credential.revoked') AND e.subject = 'urn:uuid:' || c.id
  AND k.alias <> ALL (e.concerns || e.actor);
ALTER TABLE audit.entry ENABLE TRIGGER entry_stands;

-- An organization's people see its entries, a person those that concern them. Whoever works within a reach writes as themselves, or as the
-- system, on behalf of nobody, of an organization of theirs, of one that convenes a partnership of theirs, or of one whose crosswalk they decide in
-- with it. Who runs the installation sets organizations up.
DROP POLICY seen ON audit.entry;
DROP POLICY reach ON audit.entry;
CREATE POLICY seen ON audit.entry FOR SELECT USING (
    (SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::text[])
    OR (SELECT audit.own_alias()) IN (actor, subject)
    OR (SELECT audit.own_alias()) = ANY (concerns));
DROP POLICY written ON audit.entry;
DROP POLICY adding ON audit.entry;
CREATE POLICY written ON audit.entry FOR INSERT WITH CHECK (
    (SELECT house.everything())
    OR (organization IS NULL
        OR organization = ANY ((SELECT house.organizations())::text[])
        OR organization IN (SELECT p.convener::text FROM partnerships.partnership p)
        OR organization IN (SELECT c.owner::text FROM alignment.crosswalks c WHERE c.id = ANY ((SELECT alignment.behind())::uuid[]))
        OR (SELECT house.administrator()))
       AND (actor NOT LIKE 'person:%' OR actor = (SELECT audit.own_alias())));

-- The doors to the people behind the log ask how far the work may see: forgetting is the house's, an alias is opened for whoever may read an
-- entry in which it stands (a person who is only concerned stays unnamed), and nobody else may knock.
CREATE OR REPLACE FUNCTION audit.forget(who uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    IF NOT house.everything() THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the house forgets a person';
    END IF;
    DELETE FROM audit.person_key k WHERE k.person = who;
    RETURN FOUND;
END
$$;

CREATE FUNCTION audit.in_reach(e audit.entry, own text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog AS
$$ SELECT coalesce(e.organization = ANY (house.organizations()::text[]) OR own IN (e.actor, e.subject) OR own = ANY (e.concerns), false) $$;

CREATE OR REPLACE FUNCTION audit.people_behind(aliases text[]) RETURNS TABLE (alias text, person uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$
    SELECT k.alias, k.person FROM audit.person_key k, audit.own_alias() AS own
    WHERE k.alias = ANY (aliases) AND (house.everything() OR k.person = house.person()
        OR EXISTS (SELECT FROM audit.entry e WHERE e.actor = k.alias AND audit.in_reach(e, own))
        OR EXISTS (SELECT FROM audit.entry e WHERE e.subject = k.alias AND audit.in_reach(e, own))
        OR EXISTS (SELECT FROM audit.entry e WHERE e.concerns <> '{}' AND e.concerns @> ARRAY[k.alias] AND audit.in_reach(e, own)
                   AND EXISTS (SELECT FROM jsonb_each_text(e.details) d WHERE d.value = k.alias)))
$$;

CREATE OR REPLACE FUNCTION audit.leave_queue(placed bigint[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$ DELETE FROM audit.pending p USING audit.leaf l WHERE house.everything() AND p.entry = ANY (placed) AND l.entry = p.entry $$;

REVOKE EXECUTE ON FUNCTION audit.alias_of(uuid, bytea, text), audit.people_behind(text[]), audit.forget(uuid), audit.own_alias(),
    audit.leave_queue(bigint[]), audit.in_reach(audit.entry, text), audit.queue(), audit.refuse_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.alias_of(uuid, bytea, text), audit.people_behind(text[]), audit.forget(uuid), audit.own_alias(),
    audit.leave_queue(bigint[]) TO throughline_app;
