-- Working together on a framework. The standing text (schema frameworks) is what everybody else reads; here lies the draft that people of
-- several organizations shape, every act on it, and who they are. Publishing writes the draft into frameworks as a new version.
create schema cocreation;

-- One workspace for each framework that is worked on. A framework that was never published stands here alone.
create table cocreation.workspaces (
    -- the CFDocument's identifier
    framework    uuid        primary key,
    owner        uuid        not null,
    -- the partnership whose members were invited together, if there is one
    partnership  uuid,
    title        text        not null check (btrim(title) <> ''),
    kind         text        not null check (kind in ('OUTCOMES', 'JOB_ROLE', 'STANDARDS')),
    -- IDLE: the draft is what stands published; DRAFT: it is shaped; REVIEW: it is looked over and only proposals are taken
    state        text        not null check (state in ('IDLE', 'DRAFT', 'REVIEW')),
    -- the version that the draft began with; null for a framework that was never published
    base_version int,
    -- the CFDocument as strict CASE 1.1 text
    document     text        not null,
    -- CFDefinitions and CFRubrics of the draft as a CASE 1.1 package text with nothing else; null where there are none
    definitions  text,
    -- the number of the newest act
    revision     bigint      not null default 0,
    -- the newest act when the draft began: what came before it is published and is not taken back
    base_revision bigint     not null default 0,
    -- the act in which places were numbered anew last
    renumbered   bigint      not null default 0,
    opened_by    uuid        not null,
    opened_at    timestamptz not null
);
create index workspaces_by_owner on cocreation.workspaces (owner);

create table cocreation.members (
    framework    uuid        not null references cocreation.workspaces,
    person       uuid        not null,
    -- for whom they speak; null for somebody without an organization
    organization uuid,
    role         text        not null check (role in ('LEAD', 'EDITOR', 'CONTRIBUTOR', 'REVIEWER', 'READER')),
    invited_by   uuid        not null,
    joined_at    timestamptz not null,
    left_at      timestamptz,
    primary key (framework, person)
);
create index members_by_person on cocreation.members (person);

create table cocreation.items (
    framework      uuid    not null references cocreation.workspaces,
    identifier     uuid    not null,
    -- the item above it along the tree; the framework itself for top items
    parent         uuid    not null,
    -- among its siblings, with room between
    place          bigint  not null,
    code           text,
    statement      text    not null,
    type           text,
    level          text,
    language       text,
    at_hire        boolean not null default false,
    -- leaves the framework with the next publication, with everything below it; one that was never published never was, then
    retired        boolean not null default false,
    -- whether it stands in the version that the draft began with
    standing       boolean not null,
    -- the CFItem as strict CASE 1.1 text
    body           text    not null,
    -- the isChildOf association by which it stood under its parent when the draft began, likewise; null for a new item
    placement      text,
    -- numbers of the acts that wrote the text and the place last: what an editor saw, they may change
    text_revision  bigint  not null,
    place_revision bigint  not null,
    changed_by     uuid    not null,
    changed_at     timestamptz not null,
    search         tsvector not null generated always as (
        to_tsvector('simple', translate(coalesce(code, '') || ' ' || statement, './-_:@''', '       '))) stored,
    primary key (framework, identifier)
);
create index items_below on cocreation.items (framework, parent, place, identifier);
create index items_by_words on cocreation.items using gin (search);

-- Associations apart from the tree's first parents: further parents, replacedBy, translations, links to other frameworks.
create table cocreation.links (
    framework   uuid   not null references cocreation.workspaces,
    identifier  uuid   not null,
    type        text   not null,
    origin      text   not null,
    destination text   not null,
    -- the CFAssociation as strict CASE 1.1 text
    body        text   not null,
    place       bigint not null,
    revision    bigint not null,
    primary key (framework, identifier)
);
create index links_by_origin on cocreation.links (framework, origin);
create index links_by_destination on cocreation.links (framework, destination);

-- Everything that was done to the draft, in its order; entries are only added.
create table cocreation.acts (
    framework uuid        not null references cocreation.workspaces,
    number    bigint      not null check (number > 0),
    kind      text        not null,
    -- in a sentence
    summary   text        not null,
    by_person uuid        not null,
    -- for whom they spoke
    organization uuid,
    at        timestamptz not null,
    -- the act that this one takes back, if it does
    undoes    bigint,
    -- the proposal that this act carries out, if it does
    proposal  uuid,
    primary key (framework, number)
);

-- What an act changed: the rows before and after, whole.
create table cocreation.act_changes (
    framework uuid   not null,
    act       bigint not null,
    kind      text   not null check (kind in ('ITEM', 'LINK', 'DOCUMENT')),
    subject   uuid   not null,
    before    jsonb,
    after     jsonb,
    primary key (framework, act, kind, subject),
    -- an act is told when it is done
    foreign key (framework, act) references cocreation.acts deferrable initially deferred
);
create index act_changes_by_subject on cocreation.act_changes (framework, subject, act);

-- The workspaces in which the person takes part, by themselves or because their organization owns the framework.
create function cocreation.mine() returns uuid[] language sql stable parallel safe security definer set search_path = '' as
$$ select coalesce(array_agg(framework), '{}') from (
       select framework from cocreation.workspaces where owner = any (house.organizations())
       union select framework from cocreation.members where person = house.person() and left_at is null) as mine $$;

alter table cocreation.workspaces enable row level security;
create policy reach on cocreation.workspaces using ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[]))
    with check ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[])
        or owner = any ((select house.organizations())::uuid[]));
alter table cocreation.members enable row level security;
create policy reach on cocreation.members using ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[]));
alter table cocreation.items enable row level security;
create policy reach on cocreation.items using ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[]));
alter table cocreation.links enable row level security;
create policy reach on cocreation.links using ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[]));
alter table cocreation.acts enable row level security;
create policy reach on cocreation.acts using ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[]));
alter table cocreation.act_changes enable row level security;
create policy reach on cocreation.act_changes using ((select house.everything()) or framework = any ((select cocreation.mine())::uuid[]));
