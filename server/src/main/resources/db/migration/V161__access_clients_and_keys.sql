-- Programs that act for an organization or for a person: who they are, what they were given, the keys that people make for themselves.
-- No secret stands here in plain: secrets, codes and tokens are kept as SHA-256 of at least 256 random bits.
CREATE SCHEMA access;

CREATE TABLE access.client (
    id            text PRIMARY KEY,       -- client_id
    organization  uuid,                   -- null: a program that registered itself (RFC 7591)
    name          text        NOT NULL CHECK (name <> ''),
    client_uri    text,
    logo_uri      text,
    policy_uri    text,
    tos_uri       text,
    redirect_uris text[]      NOT NULL,
    grants        text[]      NOT NULL CHECK (cardinality(grants) > 0),
    scopes        text[]      NOT NULL,
    method        text        NOT NULL CHECK (method IN ('client_secret_basic', 'client_secret_post', 'none')),
    created_by    uuid,
    created_at    timestamptz NOT NULL,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
CREATE INDEX client_of_organization ON access.client (organization, created_at);
CREATE INDEX client_of_nobody ON access.client (created_at) WHERE organization IS NULL;

CREATE TABLE access.client_secret (
    hash       bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    client     text        NOT NULL REFERENCES access.client ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz               -- set when a newer secret takes its place
);
CREATE INDEX secret_of_client ON access.client_secret (client);

-- What a program was given: a code, then tokens. One row from the first question to the last token.
CREATE TABLE access.grant_given (
    id              text PRIMARY KEY,
    client          text        NOT NULL REFERENCES access.client ON DELETE CASCADE,
    organization    uuid,                 -- of the client, for tokens that it has in its own name
    person          uuid,                 -- for whom it acts
    version         int         NOT NULL DEFAULT 0, -- counts its changes, so that nothing is exchanged twice
    grant_type      text        NOT NULL,
    scopes          text[]      NOT NULL, -- given
    asked_scopes    text[]      NOT NULL,
    redirect_uri    text,
    client_state    text,
    code_challenge  text,
    state_hash      bytea UNIQUE,
    code_hash       bytea UNIQUE,
    code_issued     timestamptz,
    code_expires    timestamptz,
    code_used       boolean     NOT NULL DEFAULT false,
    access_hash     bytea UNIQUE,
    access_issued   timestamptz,
    access_expires  timestamptz,
    access_revoked  boolean     NOT NULL DEFAULT false,
    refresh_hash    bytea UNIQUE,
    refresh_issued  timestamptz,
    refresh_expires timestamptz,
    refresh_revoked boolean     NOT NULL DEFAULT false,
    refresh_before  bytea[]     NOT NULL DEFAULT '{}', -- hashes of refresh tokens that were exchanged: seen again, the grant ends
    created_at      timestamptz NOT NULL
);
CREATE INDEX grant_of_client ON access.grant_given (client);
CREATE INDEX grant_of_person ON access.grant_given (person);
CREATE INDEX grant_by_old_refresh ON access.grant_given USING gin (refresh_before);

CREATE TABLE access.personal_key (
    id           uuid PRIMARY KEY,
    person       uuid        NOT NULL,
    name         text        NOT NULL CHECK (name <> ''),
    scopes       text[]      NOT NULL CHECK (cardinality(scopes) > 0),
    hash         bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    CHECK (expires_at <= created_at + interval '366 days')
);
CREATE INDEX key_of_person ON access.personal_key (person, created_at);

-- The keys that sign our tokens; the secret half lies sealed in custody.
CREATE TABLE access.token_key (
    id         text PRIMARY KEY,          -- kid
    public_jwk text        NOT NULL,
    secret     uuid        NOT NULL,      -- in custody.secret
    created_at timestamptz NOT NULL,
    retired_at timestamptz
);
CREATE UNIQUE INDEX one_active_token_key ON access.token_key ((true)) WHERE retired_at IS NULL;

ALTER TABLE access.client ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.client
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
ALTER TABLE access.client_secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.client_secret
    USING ((SELECT house.everything()) OR EXISTS (SELECT 1 FROM access.client c WHERE c.id = client));
ALTER TABLE access.grant_given ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.grant_given
    USING ((SELECT house.everything()) OR person = (SELECT house.person())
        OR EXISTS (SELECT 1 FROM access.client c WHERE c.id = client));
ALTER TABLE access.personal_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.personal_key
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));
ALTER TABLE access.token_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.token_key USING ((SELECT house.everything()));
