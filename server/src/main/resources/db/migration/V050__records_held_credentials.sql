-- What people hold: signed documents exactly as they came, with what the last verification saw.
create schema records;

create table records.held_credential (
    id               uuid primary key,
    holder           uuid not null,
    credential_id    text not null,
    format           text not null,
    name             text not null,
    description      text,
    issuer_id        text not null,
    issuer_name      text not null,
    achievement_name text,
    about_holder     boolean not null,
    level            double precision check (level between 0 and 1),
    valid_from       timestamptz,
    valid_until      timestamptz,
    document         bytea not null,
    sha256           bytea not null,
    source           text not null,
    parent           uuid references records.held_credential on delete set null,
    verdict          text not null check (verdict in ('VALID', 'INVALID', 'UNDETERMINED')),
    report           text not null,
    verified_at      timestamptz not null,
    received_at      timestamptz not null,
    unique (holder, sha256)
);
create index on records.held_credential (holder, received_at desc);
create index on records.held_credential (holder, issuer_id, credential_id);
create index on records.held_credential (valid_until) where verdict = 'VALID';

-- The CFItems that a credential's alignments name.
create table records.competency (
    credential uuid not null references records.held_credential on delete cascade,
    position   integer not null,
    item       text not null,
    primary key (credential, item)
);

-- Which status lists a credential rests on: who looks again when a list changes.
create table records.status_reference (
    credential   uuid not null references records.held_credential on delete cascade,
    list_url     text not null,
    status_index bigint not null,
    primary key (credential, list_url, status_index)
);
create index on records.status_reference (list_url);

-- A CLR and the credentials that stand in it; one that is held on its own is not kept twice.
create table records.part (
    clr        uuid not null references records.held_credential on delete cascade,
    credential uuid not null references records.held_credential on delete cascade,
    position   integer not null,
    primary key (clr, credential)
);
create index on records.part (credential);
