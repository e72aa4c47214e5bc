-- The keys that organizations sign with. The secret half is sealed by the master key, which stands in a file and never here:
-- whoever has this table alone can sign nothing.
CREATE SCHEMA custody;

CREATE TABLE custody.issuer_key (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL,
    algorithm    text        NOT NULL,
    version      int         NOT NULL,   -- of the way of sealing
    state        text        NOT NULL CHECK (state IN ('ACTIVE', 'RETIRED')),
    multibase    text        NOT NULL UNIQUE, -- the public half
    nonce        bytea       NOT NULL CHECK (octet_length(nonce) = 12),
    sealed       bytea       NOT NULL,
    created_at   timestamptz NOT NULL
);

CREATE UNIQUE INDEX one_active_key ON custody.issuer_key (organization) WHERE state = 'ACTIVE';
