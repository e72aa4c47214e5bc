-- People, organizations, who does what where, and the one-time links by which people come in.
CREATE SCHEMA organizations;

CREATE TABLE organizations.person (
    id            uuid PRIMARY KEY,
    display_name  text        NOT NULL CHECK (display_name <> ''),
    email         text,
    email_key     text UNIQUE,          -- the address in one case, by which it is found
    password      text,                 -- Argon2id with its salt and cost; null where somebody has none yet
    administrator boolean     NOT NULL DEFAULT false,
    created_at    timestamptz NOT NULL,
    CHECK ((email IS NULL) = (email_key IS NULL)),
    CHECK (password IS NULL OR email IS NOT NULL)
);

CREATE TABLE organizations.organization (
    id          uuid PRIMARY KEY,
    slug        text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    name        text        NOT NULL CHECK (name <> ''),
    kind        text        NOT NULL,
    url         text,
    description text        NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE TABLE organizations.membership (
    organization uuid   NOT NULL REFERENCES organizations.organization,
    person       uuid   NOT NULL REFERENCES organizations.person,
    roles        text[] NOT NULL CHECK (cardinality(roles) > 0),
    PRIMARY KEY (organization, person)
);

CREATE INDEX membership_of_person ON organizations.membership (person);

CREATE TABLE organizations.one_time_link (
    token_hash bytea PRIMARY KEY,        -- SHA-256 of the token; the token itself is in the link alone
    person     uuid REFERENCES organizations.person, -- null: makes this server's first administrator
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
