-- Talent needs with their versions, and the projection that sourcing reads: who holds what, and whose recruiters may see whom.
CREATE SCHEMA talent;

CREATE TABLE talent.job_profile (
    id          uuid        NOT NULL,
    version     int         NOT NULL CHECK (version >= 1),
    employer    uuid        NOT NULL,
    title       text        NOT NULL,
    description text        NOT NULL,
    location    text,
    openings    int         NOT NULL CHECK (openings >= 1),
    published   boolean     NOT NULL,
    stated_by   uuid        NOT NULL,
    stated_at   timestamptz NOT NULL,
    latest      boolean     NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX job_profile_latest ON talent.job_profile (id) WHERE latest;
CREATE INDEX job_profile_employer ON talent.job_profile (employer) WHERE latest;

CREATE TABLE talent.requirement (
    profile        uuid    NOT NULL,
    version        int     NOT NULL,
    position       int     NOT NULL,
    id             uuid    NOT NULL,
    group_position int     NOT NULL,
    group_label    text,
    group_rule     text    NOT NULL CHECK (group_rule IN ('SINGLE', 'ALL_OF', 'ANY_OF')),
    group_count    int     NOT NULL,
    item_uri       text    NOT NULL,
    importance     int     NOT NULL CHECK (importance BETWEEN 1 AND 5),
    required       boolean NOT NULL,
    level          float8 CHECK (level > 0 AND level <= 1),
    PRIMARY KEY (profile, version, position),
    FOREIGN KEY (profile, version) REFERENCES talent.job_profile (id, version)
);

-- One row per competency that a VALID credential proves; written and removed in the transaction of the event.
CREATE TABLE talent.holding (
    person      uuid        NOT NULL,
    credential  uuid        NOT NULL,
    item_uri    text        NOT NULL,
    strength    float8      NOT NULL CHECK (strength >= 0 AND strength <= 1),
    issuer_id   text        NOT NULL,
    issuer_name text        NOT NULL,
    issuer_known boolean    NOT NULL, -- an organization of this server signs as this issuer
    achievement text        NOT NULL,
    awarded     timestamptz,
    PRIMARY KEY (person, credential, item_uri)
);
CREATE INDEX holding_item ON talent.holding (item_uri, person);
CREATE INDEX holding_credential ON talent.holding (credential);

-- Consent, projected so that it is asked inside the query. employer null: every employer on this server.
CREATE TABLE talent.visibility (
    person   uuid NOT NULL,
    employer uuid,
    UNIQUE NULLS NOT DISTINCT (person, employer)
);

-- What an employer calls a person before their name is known to it: random, so that two employers can't compare notes.
CREATE TABLE talent.candidate (
    employer uuid NOT NULL,
    person   uuid NOT NULL,
    ref      text NOT NULL,
    PRIMARY KEY (employer, person),
    UNIQUE (employer, ref)
);
