-- Addresses that people proved to be theirs. person.email is the one they are written to: proven, or only expected by a roster.
CREATE TABLE organizations.address (
    email_key  text PRIMARY KEY,
    email      text        NOT NULL,
    person     uuid        NOT NULL REFERENCES organizations.person,
    proved_at  timestamptz NOT NULL
);

CREATE INDEX address_of_person ON organizations.address (person);

INSERT INTO organizations.address (email_key, email, person, proved_at)
SELECT email_key, email, id, created_at FROM organizations.person WHERE password IS NOT NULL AND email IS NOT NULL;

ALTER TABLE organizations.address ENABLE ROW LEVEL SECURITY;
CREATE POLICY write ON organizations.address FOR INSERT WITH CHECK (true);
CREATE POLICY reach ON organizations.address
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));

-- Whose these addresses are: for a roster, which names them. It tells nothing about addresses that are not named.
CREATE FUNCTION organizations.owners_of_addresses(keys text[]) RETURNS TABLE (email_key text, person uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, organizations AS
$$ SELECT a.email_key, a.person FROM organizations.address a WHERE a.email_key = ANY (keys) $$;

-- A person whose record another person took over: nobody signs in as them, and their address is free.
ALTER TABLE organizations.person ADD COLUMN merged_into uuid REFERENCES organizations.person;

-- A password that is too short to stand alone, allowed beside a second step.
ALTER TABLE organizations.person ADD COLUMN short_password boolean NOT NULL DEFAULT false;

-- What a link does, and which address it was mailed to.
ALTER TABLE organizations.one_time_link
    ADD COLUMN purpose text NOT NULL DEFAULT 'WELCOME' CHECK (purpose IN ('WELCOME', 'SIGN_IN', 'ADDRESS')),
    ADD COLUMN email text;
CREATE INDEX one_time_link_of_person ON organizations.one_time_link (person, purpose);

-- Who asked for a sign-in link. Whether the address is known is looked up later, by a worker, so that asking takes the same for all.
CREATE TABLE organizations.link_request (
    id       uuid PRIMARY KEY,
    email    text        NOT NULL,
    asked_at timestamptz NOT NULL
);

ALTER TABLE organizations.link_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY write ON organizations.link_request FOR INSERT WITH CHECK (true);
CREATE POLICY reach ON organizations.link_request USING ((SELECT house.everything()));

CREATE TABLE organizations.invitation (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL REFERENCES organizations.organization,
    email        text        NOT NULL,
    email_key    text        NOT NULL,
    roles        text[]      NOT NULL CHECK (cardinality(roles) > 0),
    token_hash   bytea       NOT NULL UNIQUE,  -- SHA-256; the token is in the letter alone
    invited_by   uuid        NOT NULL REFERENCES organizations.person,
    made_at      timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    state        text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    settled_at   timestamptz
);

CREATE UNIQUE INDEX invitation_open ON organizations.invitation (organization, email_key) WHERE state = 'OPEN';

ALTER TABLE organizations.invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.invitation
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
