-- The log becomes provable. Committed entries get a place in a Merkle tree (RFC 9162), its roots are signed, and people stand in it only as
-- keyed hashes. What stands here is only ever added to; the triggers hold that against our own code, rights hold it against the server's role.

-- Entries that have no place yet. They are queued by the transaction that writes them, so that whichever commits first goes first and none
-- is missed, however late its transaction ends.
CREATE TABLE audit.pending (
    entry bigint PRIMARY KEY,
    leaf  bytea NOT NULL
);

-- Level 0: which entry stands at which place, without gaps.
CREATE TABLE audit.leaf (
    index bigint PRIMARY KEY CHECK (index >= 0),
    entry bigint NOT NULL UNIQUE REFERENCES audit.entry,
    hash  bytea  NOT NULL CHECK (octet_length(hash) = 32)
);

-- Complete subtrees: the node at (level, index) stands over the leaves index * 2^level to (index + 1) * 2^level - 1.
CREATE TABLE audit.node (
    level smallint NOT NULL CHECK (level BETWEEN 1 AND 62),
    index bigint   NOT NULL CHECK (index >= 0),
    hash  bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, index)
);

CREATE TABLE audit.checkpoint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size   bigint      NOT NULL CHECK (size > 0),
    root   bytea       NOT NULL CHECK (octet_length(root) = 32),
    at     timestamptz NOT NULL,
    note   text        NOT NULL
);
CREATE INDEX checkpoint_size ON audit.checkpoint (size);

CREATE TRIGGER leaf_stands BEFORE UPDATE OR DELETE ON audit.leaf FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER leaves_stand BEFORE TRUNCATE ON audit.leaf FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER node_stands BEFORE UPDATE OR DELETE ON audit.node FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER nodes_stand BEFORE TRUNCATE ON audit.node FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER checkpoint_stands BEFORE UPDATE OR DELETE ON audit.checkpoint
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER checkpoints_stand BEFORE TRUNCATE ON audit.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- Who is behind "person:…": while the row stands, the person's entries can be found; once it is gone, they are nobody's.
CREATE TABLE audit.person_key (
    person uuid  PRIMARY KEY,
    key    bytea NOT NULL CHECK (octet_length(key) = 32),
    alias  text  NOT NULL UNIQUE
);
ALTER TABLE audit.person_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON audit.person_key USING ((SELECT house.everything()));

-- The doors to that table, for a server whose role may not read it: the alias of a person (the first one that is offered stays), the people
-- behind aliases, and forgetting.
CREATE FUNCTION audit.alias_of(who uuid, new_key bytea, new_alias text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    standing text;
BEGIN
    SELECT k.alias INTO standing FROM audit.person_key k WHERE k.person = who;
    IF standing IS NULL AND new_key IS NOT NULL THEN
        INSERT INTO audit.person_key (person, key, alias) VALUES (who, new_key, new_alias) ON CONFLICT DO NOTHING;
        SELECT k.alias INTO standing FROM audit.person_key k WHERE k.person = who;
    END IF;
    RETURN standing;
END
$$;

CREATE FUNCTION audit.people_behind(aliases text[]) RETURNS TABLE (alias text, person uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT k.alias, k.person FROM audit.person_key k WHERE k.alias = ANY (aliases) $$;

CREATE FUNCTION audit.forget(who uuid) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$ WITH gone AS (DELETE FROM audit.person_key k WHERE k.person = who RETURNING 1) SELECT EXISTS (SELECT 1 FROM gone) $$;

CREATE INDEX entry_of_actor ON audit.entry (actor, sequence DESC);
CREATE INDEX entry_of_subject ON audit.entry (subject, sequence DESC);

-- An organization's people see its entries, a person sees those in which they stand; anybody's act may be written.
ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION audit.own_alias() RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT k.alias FROM audit.person_key k WHERE k.person = house.person() $$;
CREATE POLICY seen ON audit.entry FOR SELECT USING (
    (SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::text[])
    OR (SELECT audit.own_alias()) IN (actor, subject));
CREATE POLICY written ON audit.entry FOR INSERT WITH CHECK (true);

CREATE FUNCTION audit.queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    INSERT INTO audit.pending (entry, leaf) VALUES (NEW.sequence, NEW.leaf);
    RETURN NULL;
END
$$;
CREATE TRIGGER entry_waits AFTER INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.queue();

-- The only way out of the queue: an entry that has its place.
CREATE FUNCTION audit.leave_queue(placed bigint[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS
$$ DELETE FROM audit.pending p USING audit.leaf l WHERE p.entry = ANY (placed) AND l.entry = p.entry $$;
