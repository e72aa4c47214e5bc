-- Keys in two layers: the master key (outside) wraps one key per organization, and that seals the organization's issuer keys. A new master
-- key touches organization_key alone.
CREATE TABLE custody.organization_key (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL UNIQUE,
    master       text        NOT NULL,  -- the name of the master key that wraps it
    nonce        bytea       NOT NULL CHECK (octet_length(nonce) = 12),
    sealed       bytea       NOT NULL,
    wrapped_at   timestamptz NOT NULL
);
ALTER TABLE custody.organization_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON custody.organization_key
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));

-- Where the master key comes from a passphrase: the salt, one per installation, no secret.
CREATE TABLE custody.passphrase_salt (
    one  boolean PRIMARY KEY DEFAULT true CHECK (one),
    salt bytea NOT NULL CHECK (octet_length(salt) = 16)
);
ALTER TABLE custody.passphrase_salt ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON custody.passphrase_salt USING ((SELECT house.everything()));

ALTER TABLE custody.issuer_key
    DROP CONSTRAINT issuer_key_state_check,
    ADD CONSTRAINT issuer_key_state_check CHECK (state IN ('PENDING', 'ACTIVE', 'RETIRED', 'COMPROMISED')),
    ALTER COLUMN nonce DROP NOT NULL,   -- null: hardware keeps the private half
    ALTER COLUMN sealed DROP NOT NULL,
    ADD COLUMN keeper text NOT NULL DEFAULT 'software',
    ADD COLUMN activated_at timestamptz,
    ADD COLUMN retired_at timestamptz,
    ADD COLUMN compromised_since timestamptz,
    ADD CHECK ((nonce IS NULL) = (sealed IS NULL)),
    ADD CHECK ((state = 'COMPROMISED') = (compromised_since IS NOT NULL));
UPDATE custody.issuer_key SET activated_at = created_at;

DROP INDEX custody.one_active_key;
CREATE UNIQUE INDEX one_key_at_the_front ON custody.issuer_key (organization, algorithm, state) WHERE state IN ('ACTIVE', 'PENDING');

-- Somebody says that others may have a key: a second person must agree before the organization stops vouching for it.
CREATE TABLE custody.compromise_report (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL,
    key          uuid        NOT NULL REFERENCES custody.issuer_key,
    since        timestamptz NOT NULL,
    reported_by  uuid        NOT NULL,
    reported_at  timestamptz NOT NULL,
    decided_by   uuid,
    decided_at   timestamptz,
    confirmed    boolean,
    CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (confirmed IS NULL)),
    CHECK (confirmed IS NOT TRUE OR decided_by <> reported_by)
);
CREATE UNIQUE INDEX one_open_report ON custody.compromise_report (key) WHERE decided_at IS NULL;
ALTER TABLE custody.compromise_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON custody.compromise_report
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));

-- The halt switch. A row without an organization stops all of them. Everybody who signs must be able to read it.
CREATE TABLE custody.halt (
    id           uuid PRIMARY KEY,
    organization uuid,
    reason       text        NOT NULL,
    halted_by    text        NOT NULL,
    halted_at    timestamptz NOT NULL,
    lifted_by    text,
    lifted_at    timestamptz,
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
CREATE UNIQUE INDEX one_halt ON custody.halt (coalesce(organization, '00000000-0000-0000-0000-000000000000')) WHERE lifted_at IS NULL;
ALTER TABLE custody.halt ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_obeys ON custody.halt FOR SELECT USING (true);
CREATE POLICY reach ON custody.halt
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
