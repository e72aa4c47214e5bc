-- An organization's data leaves whole, and comes in whole.
CREATE SCHEMA portability;

CREATE TABLE portability.export (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'READY', 'FAILED')),
    step         text        NOT NULL,            -- what is being written
    done         int         NOT NULL DEFAULT 0,  -- steps
    steps        int         NOT NULL,
    claimed_at   timestamptz,
    file         bytea,
    bytes        bigint,
    asked_by     uuid        NOT NULL,
    asked_at     timestamptz NOT NULL,
    ended_at     timestamptz
);
CREATE INDEX export_of_organization ON portability.export (organization, asked_at DESC);

-- What came in, once for each organization.
CREATE TABLE portability.import (
    organization uuid PRIMARY KEY,
    manifest     bytea       NOT NULL CHECK (octet_length(manifest) = 32), -- SHA-256
    imported_at  timestamptz NOT NULL
);

-- A file that an administrator looks over before it comes in.
CREATE TABLE portability.incoming (
    id         uuid PRIMARY KEY,
    by_person  uuid        NOT NULL,
    slug       text,
    file       bytea       NOT NULL,
    created_at timestamptz NOT NULL
);

-- Parts of an import that this installation keeps and does not work with: the log of before, the DID document, what belongs to several.
CREATE TABLE portability.kept (
    organization uuid NOT NULL,
    path         text NOT NULL,
    content      text NOT NULL,
    PRIMARY KEY (organization, path)
);

ALTER TABLE portability.export ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON portability.export
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
ALTER TABLE portability.import ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON portability.import USING ((SELECT house.everything()));
ALTER TABLE portability.incoming ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON portability.incoming USING ((SELECT house.everything()) OR by_person = (SELECT house.person()));
ALTER TABLE portability.kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON portability.kept
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
