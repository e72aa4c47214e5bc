-- Frameworks that are looked after elsewhere: this server asks their source from time to time and keeps what it says. Nobody edits them here.
create table frameworks.mirrors (
    id             uuid        primary key,
    owner          uuid        not null,
    -- the framework's identifier at its source, and here; null until the first look was taken in
    framework      uuid,
    title          text        not null,
    kind           text        not null check (kind in ('OUTCOMES', 'JOB_ROLE', 'STANDARDS')),
    -- where the whole package is to be had
    address        text        not null,
    -- CHOOSING: somebody looks at what stands there; FOLLOWING: it is asked; PAUSED and STOPPED: it is not. What stands here stays in any case.
    state          text        not null check (state in ('CHOOSING', 'FOLLOWING', 'PAUSED', 'STOPPED')),
    -- whether everybody may read it here: somebody said that its licence allows that
    open           boolean     not null default false,
    -- a framework that its owner had brought in before by hand may be taken over: somebody said so
    takes_over     boolean     not null default false,
    -- OAuth 2.0 client credentials (RFC 6749, section 4.4), where the source asks for them
    token_address  text,
    client_id      text,
    scope          text,
    -- custody.secret
    secret         uuid,
    -- of the copy that stands here, as the source told them (RFC 9110, section 8.8)
    etag           text,
    last_modified  text,
    next_look_at   timestamptz not null,
    claimed_at     timestamptz,
    -- the last time that it was asked, and the last time that it answered with this framework
    looked_at      timestamptz,
    answered_at    timestamptz,
    changed_at     timestamptz,
    failures       integer     not null default 0,
    -- what stood in the way the last time: a code and a sentence
    trouble        text,
    trouble_words  text,
    -- the licence as the source names it
    licence_title  text,
    licence_uri    text,
    licence_text   text,
    -- null where that is not known any more
    begun_by       uuid,
    begun_at       timestamptz not null
);
create unique index mirrors_by_framework on frameworks.mirrors (framework) where framework is not null;
create index mirrors_by_owner on frameworks.mirrors (owner);
create index mirrors_due on frameworks.mirrors (next_look_at) where state = 'FOLLOWING';

-- Looks at a source that brought something to tell.
create table frameworks.mirror_looks (
    mirror   uuid        not null references frameworks.mirrors on delete cascade,
    number   integer     not null,
    at       timestamptz not null,
    added    integer     not null,
    changed  integer     not null,
    moved    integer     not null,
    retired  integer     not null,
    -- the licence as the source named it then, and whether it differs from before
    licence_changed boolean not null default false,
    primary key (mirror, number)
);

-- What a look changed, the first few hundred of them.
create table frameworks.mirror_changes (
    mirror  uuid    not null,
    look    integer not null,
    ordinal integer not null,
    kind    text    not null check (kind in ('ADDED', 'CHANGED', 'MOVED', 'RETIRED')),
    item    uuid    not null,
    code    text,
    before  text,
    after   text,
    -- further properties that changed, in words
    note    text,
    primary key (mirror, look, ordinal),
    foreign key (mirror, look) references frameworks.mirror_looks on delete cascade
);

alter table frameworks.mirrors enable row level security;
create policy reach on frameworks.mirrors using ((select house.everything()) or owner = any ((select house.organizations())::uuid[]));
alter table frameworks.mirror_looks enable row level security;
create policy reach on frameworks.mirror_looks using ((select house.everything()) or exists (
    select from frameworks.mirrors m where m.id = mirror));
alter table frameworks.mirror_changes enable row level security;
create policy reach on frameworks.mirror_changes using ((select house.everything()) or exists (
    select from frameworks.mirrors m where m.id = mirror));
