-- Competency frameworks as CASE publishes them: every object's columns that we ask by, and beside them its whole strict CASE 1.1 text,
-- so that nothing that came in is lost on the way out.
create schema frameworks;

create table frameworks.documents (
    identifier      uuid primary key,
    owner           uuid not null,
    uri             text not null,
    title           text not null,
    creator         text not null,
    description     text,
    kind            text not null check (kind in ('OUTCOMES', 'JOB_ROLE', 'STANDARDS')),
    adoption_status text,
    language        text,
    published       boolean not null default false,
    last_change     timestamptz not null,
    -- the CFDocument as strict CASE 1.1
    body            text not null,
    -- the whole package as strict CASE 1.1, gzip
    package         bytea not null,
    -- SHA-256 of the whole package as we write it, hexadecimal: the same again changes nothing
    fingerprint     text not null,
    items           integer not null,
    associations    integer not null,
    source          text not null,
    first_imported  timestamptz not null,
    last_imported   timestamptz not null
);
create index documents_by_uri on frameworks.documents (uri);
create index documents_by_owner on frameworks.documents (owner);

create table frameworks.items (
    framework   uuid not null references frameworks.documents,
    identifier  uuid not null,
    uri         text not null,
    code        text,
    statement   text not null,
    type        text,
    level       text,
    language    text,
    -- where it stands in the tree, depth first; an item with several parents stands at its first
    position    integer not null,
    depth       integer not null,
    leaf        boolean not null,
    parents     text[] not null,
    last_change timestamptz not null,
    -- gone from its framework's newest package: kept, because others may rest on it
    retired_at  timestamptz,
    body        text not null,
    -- points and strokes become spaces, else PostgreSQL would read EPT.1.2 as the name of a host
    search      tsvector not null generated always as (
        to_tsvector('simple', translate(coalesce(code, '') || ' ' || statement, './-_:@''', '       '))) stored,
    primary key (framework, identifier)
);
create index items_in_order on frameworks.items (framework, position);
create index items_by_uri on frameworks.items (uri);
create index items_by_identifier on frameworks.items (identifier);
create index items_by_words on frameworks.items using gin (search);

create table frameworks.associations (
    framework              uuid not null references frameworks.documents,
    identifier             uuid not null,
    ordinal                integer not null,
    type                   text not null,
    origin_identifier      text not null,
    origin_uri             text not null,
    destination_identifier text not null,
    destination_uri        text not null,
    last_change            timestamptz not null,
    body                   text not null,
    primary key (framework, identifier)
);
create index associations_by_identifier on frameworks.associations (identifier);
create index associations_by_origin on frameworks.associations (origin_identifier);
create index associations_by_destination on frameworks.associations (destination_identifier);

-- The tree, ready to be opened level by level; the document itself is the parent of top items.
create table frameworks.placements (
    framework uuid not null references frameworks.documents,
    parent    uuid not null,
    ordinal   integer not null,
    child     uuid not null,
    primary key (framework, parent, ordinal)
);
create index placements_by_child on frameworks.placements (framework, child);

-- Who rests on an item: other rooms tell it.
create table frameworks.citations (
    item     text not null,
    kind     text not null,
    href     text not null,
    label    text not null,
    cited_at timestamptz not null,
    primary key (item, kind, href)
);

-- A package that somebody looks over before it comes in.
create table frameworks.pending_imports (
    id         uuid primary key,
    owner      uuid not null,
    by_person  uuid not null,
    source     text not null,
    kind       text not null,
    publish    boolean not null,
    package    bytea not null,
    created_at timestamptz not null
);
