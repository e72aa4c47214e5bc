-- An organization's public face: colour, place, picture, and the domains that it proved to be its own.
ALTER TABLE organizations.organization
    ADD COLUMN accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
    ADD COLUMN location text;

CREATE TABLE organizations.logo (
    organization uuid PRIMARY KEY REFERENCES organizations.organization,
    media_type   text        NOT NULL CHECK (media_type IN ('image/png', 'image/svg+xml')),
    bytes        bytea       NOT NULL CHECK (octet_length(bytes) <= 1048576),
    sha256       bytea       NOT NULL,
    changed_at   timestamptz NOT NULL
);
ALTER TABLE organizations.logo ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybodys ON organizations.logo FOR SELECT USING (true);
CREATE POLICY reach ON organizations.logo
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));

-- A domain is the organization's own while the token stands in its DNS or on its website; looked at again every day.
CREATE TABLE organizations.domain (
    organization uuid        NOT NULL REFERENCES organizations.organization,
    name         text        NOT NULL CHECK (name = lower(name)),
    token        text        NOT NULL,
    added_at     timestamptz NOT NULL,
    verified_at  timestamptz,
    way          text CHECK (way IN ('dns', 'file')),
    looked_at    timestamptz,
    misses       integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (organization, name),
    CHECK ((verified_at IS NULL) = (way IS NULL))
);
ALTER TABLE organizations.domain ENABLE ROW LEVEL SECURITY;
CREATE POLICY proven ON organizations.domain FOR SELECT USING (verified_at IS NOT NULL);
CREATE POLICY reach ON organizations.domain
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
