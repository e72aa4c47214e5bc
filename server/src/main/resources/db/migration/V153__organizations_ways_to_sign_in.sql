-- Passkeys: the public half; the private half never leaves the person's device.
CREATE TABLE organizations.passkey (
    credential_id   bytea PRIMARY KEY,
    person          uuid        NOT NULL REFERENCES organizations.person,
    name            text        NOT NULL CHECK (name <> ''),
    public_key      bytea       NOT NULL,   -- COSE
    signature_count bigint      NOT NULL,
    verified_user   boolean     NOT NULL,
    transports      text[]      NOT NULL,
    backup_eligible boolean     NOT NULL,
    backed_up       boolean     NOT NULL,
    made_at         timestamptz NOT NULL,
    used_at         timestamptz NOT NULL
);
CREATE INDEX passkey_of_person ON organizations.passkey (person);

-- A second step by codes that change every 30 seconds (RFC 6238). The secret is sealed by the master key, which is not in the database.
CREATE TABLE organizations.second_step (
    person       uuid PRIMARY KEY REFERENCES organizations.person,
    secret       bytea       NOT NULL,
    switched_on  timestamptz NOT NULL,
    last_counter bigint      NOT NULL     -- of the last code that was taken: no code is taken twice
);

CREATE TABLE organizations.recovery_code (
    person    uuid  NOT NULL REFERENCES organizations.second_step ON DELETE CASCADE,
    code_hash bytea NOT NULL,             -- SHA-256 of 80 random bits
    PRIMARY KEY (person, code_hash)
);

-- Sign-in by an institution's own provider (OpenID Connect), as its owner set it up. The client secret is sealed like the above.
CREATE TABLE organizations.institution_sign_in (
    organization  uuid PRIMARY KEY REFERENCES organizations.organization,
    issuer        text        NOT NULL,
    client_id     text        NOT NULL,
    client_secret bytea       NOT NULL,
    domains       text[]      NOT NULL,   -- whose addresses the provider may vouch for
    changed_at    timestamptz NOT NULL
);

-- Who is who at a provider.
CREATE TABLE organizations.institution_identity (
    issuer    text        NOT NULL,
    subject   text        NOT NULL,
    person    uuid        NOT NULL REFERENCES organizations.person,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX institution_identity_of_person ON organizations.institution_identity (person);

ALTER TABLE organizations.passkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.passkey
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));
ALTER TABLE organizations.second_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.second_step
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));
ALTER TABLE organizations.recovery_code ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.recovery_code
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));
ALTER TABLE organizations.institution_sign_in ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.institution_sign_in
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
ALTER TABLE organizations.institution_identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.institution_identity
    USING ((SELECT house.everything()) OR person = (SELECT house.person()));
