-- Who may find a person. No row, no finding. A row without an employer speaks for every employer.
create table records.consent (
    person    uuid not null,
    employer  uuid,
    show_name boolean not null,
    given_at  timestamptz not null,
    unique nulls not distinct (person, employer)
);

-- Links that a person gave away. Only the hash of a link's token is kept, so that a copy of the database opens nothing.
create table records.share (
    id             uuid primary key,
    person         uuid not null,
    label          text not null,
    token_sha256   bytea not null unique,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    revoked_at     timestamptz,
    views          integer not null default 0,
    last_viewed_at timestamptz
);
create index on records.share (person, created_at desc);

create table records.share_item (
    share      uuid not null references records.share on delete cascade,
    credential uuid not null references records.held_credential on delete cascade,
    position   integer not null,
    primary key (share, credential)
);
