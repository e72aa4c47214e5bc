-- The keys that sign the log's checkpoints: the installation's, no tenant's. A key signs one history only: after a restore the log goes on under a new one.
CREATE TABLE custody.log_key (
    id         uuid PRIMARY KEY,
    origin     text        NOT NULL UNIQUE,
    public_key bytea       NOT NULL CHECK (octet_length(public_key) = 32),
    nonce      bytea       NOT NULL CHECK (octet_length(nonce) = 12),
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz,
    last_size  bigint, -- of the tree, when the key was retired; what it signed beyond was lost with a restore
    CHECK ((retired_at IS NULL) = (last_size IS NULL))
);
CREATE UNIQUE INDEX one_log_key ON custody.log_key ((true)) WHERE retired_at IS NULL;
