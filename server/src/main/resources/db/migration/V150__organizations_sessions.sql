-- Who is signed in, so that a restart signs nobody out and two servers know the same sessions. Of a session's id only the SHA-256 is kept:
-- a copy of the database opens no session. A stranger's session (for a form's token) has no person.
CREATE TABLE organizations.session (
    id_hash    bytea PRIMARY KEY,
    handle     uuid        NOT NULL UNIQUE,  -- by which its person names it when they end it
    person     uuid REFERENCES organizations.person,
    device     text,                         -- which kind of program: 'Firefox on Linux'
    created_at timestamptz NOT NULL,         -- when its person last proved who they are
    seen_at    timestamptz NOT NULL,
    attributes jsonb       NOT NULL          -- name to text, written and read by SessionValues
);

CREATE INDEX session_of_person ON organizations.session (person) WHERE person IS NOT NULL;
CREATE INDEX session_seen ON organizations.session (seen_at);

ALTER TABLE organizations.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.session
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));

-- Ends a person's sessions but one, also on behalf of somebody else (an owner who changes a role): inside that act's transaction.
CREATE FUNCTION organizations.end_sessions(whose uuid, keep bytea) RETURNS integer
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, organizations AS
$$ WITH ended AS (DELETE FROM organizations.session WHERE person = whose AND id_hash IS DISTINCT FROM keep RETURNING 1)
   SELECT count(*)::integer FROM ended $$;
