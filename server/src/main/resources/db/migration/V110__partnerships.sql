-- Partnerships: who takes part and what is in scope.
CREATE SCHEMA partnerships;

CREATE TABLE partnerships.partnership (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    charter    text        NOT NULL,
    convener   uuid        NOT NULL,
    founded_at timestamptz NOT NULL
);

CREATE TABLE partnerships.member (
    partnership  uuid NOT NULL REFERENCES partnerships.partnership,
    organization uuid NOT NULL,
    position     int  NOT NULL,
    PRIMARY KEY (partnership, organization)
);

CREATE TABLE partnerships.scope (
    partnership uuid NOT NULL REFERENCES partnerships.partnership,
    kind        text NOT NULL CHECK (kind IN ('framework', 'crosswalk')),
    subject     uuid NOT NULL,
    position    int  NOT NULL,
    PRIMARY KEY (partnership, kind, subject)
);
