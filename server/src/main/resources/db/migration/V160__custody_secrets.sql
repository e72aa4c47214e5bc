-- Secrets that the server must be able to use again (keys of tokens, secrets of webhooks), sealed by the master key. What needs only to be
-- recognised (passwords, keys of people and applications) is kept as a hash by its own room instead.
CREATE TABLE custody.secret (
    id           uuid PRIMARY KEY,
    organization uuid,                   -- whose it is; null: the server's own
    purpose      text        NOT NULL,   -- sealed with it: a secret for one purpose opens for no other
    version      int         NOT NULL,   -- of the way of sealing
    nonce        bytea       NOT NULL CHECK (octet_length(nonce) = 12),
    sealed       bytea       NOT NULL,
    created_at   timestamptz NOT NULL
);

ALTER TABLE custody.secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON custody.secret
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
