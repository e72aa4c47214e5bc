-- Letters that were promised in a business transaction and wait to be carried. The text of a carried letter is forgotten, since it may hold
-- a link that lets somebody in; outside the demo nobody reads it here.
CREATE SCHEMA mail;

CREATE TABLE mail.outgoing (
    id          uuid PRIMARY KEY,
    recipient   text        NOT NULL CHECK (recipient <> ''),
    subject     text        NOT NULL,
    text        text,
    written_at  timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    tries       integer     NOT NULL DEFAULT 0,
    state       text        NOT NULL DEFAULT 'WAITING' CHECK (state IN ('WAITING', 'SENT', 'KEPT', 'FAILED')),
    settled_at  timestamptz,
    failure     text,
    CHECK (text IS NOT NULL OR state = 'SENT')
);

CREATE INDEX outgoing_waiting ON mail.outgoing (next_try_at) WHERE state = 'WAITING';
CREATE INDEX outgoing_written ON mail.outgoing (written_at DESC);

-- Whoever acts may leave a letter; only the house reads and carries them.
ALTER TABLE mail.outgoing ENABLE ROW LEVEL SECURITY;
CREATE POLICY write ON mail.outgoing FOR INSERT WITH CHECK (true);
CREATE POLICY reach ON mail.outgoing USING ((SELECT house.everything()));
