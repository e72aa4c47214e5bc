-- What people say in a workspace: whom they invite, what they propose, how others see it, what the lead made of it, threads on items, rounds.
-- Everything that was said stays; what changes is added.

-- For whom somebody speaks who belongs to no organization here, in their own words, and on which side they stand.
alter table cocreation.members
    add column speaks_for text,
    add column side text check (side in ('EDUCATOR', 'EMPLOYER', 'OTHER'));

-- By mail, to anybody. Of the link only the SHA-256 is kept.
create table cocreation.invitations (
    id          uuid        primary key,
    framework   uuid        not null references cocreation.workspaces,
    person_name text        not null,
    email       text        not null,
    speaks_for  text        not null,
    side        text        not null check (side in ('EDUCATOR', 'EMPLOYER', 'OTHER')),
    role        text        not null check (role in ('LEAD', 'EDITOR', 'CONTRIBUTOR', 'REVIEWER', 'READER')),
    token_hash  bytea       not null unique,
    invited_by  uuid        not null,
    invited_at  timestamptz not null,
    expires_at  timestamptz not null,
    answer      text check (answer in ('ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    answered_at timestamptz
);
create index invitations_by_framework on cocreation.invitations (framework);

create table cocreation.rounds (
    id        uuid        primary key,
    framework uuid        not null references cocreation.workspaces,
    number    int         not null,
    title     text        not null check (btrim(title) <> ''),
    -- what is asked of everybody
    asked     text        not null,
    due       date        not null,
    opened_by uuid        not null,
    opened_at timestamptz not null,
    closed_by uuid,
    closed_at timestamptz,
    unique (framework, number)
);
create unique index one_open_round on cocreation.rounds (framework) where closed_at is null;

create table cocreation.proposals (
    id             uuid        primary key,
    framework      uuid        not null references cocreation.workspaces,
    -- how people call it, counted for each framework
    number         int         not null,
    round          uuid references cocreation.rounds,
    kind           text        not null check (kind in ('REWORD', 'ADD', 'RETIRE', 'MOVE', 'AT_HIRE', 'LEVEL')),
    -- the item, or for ADD what it comes under: an item or the framework itself
    item           uuid        not null,
    -- the item as whoever proposes saw it
    seen_code      text,
    seen_statement text        not null,
    seen_level     text,
    seen_at_hire   boolean     not null,
    seen_parent    uuid,
    -- what is proposed, as far as the kind speaks of it
    code           text,
    statement      text,
    level          text,
    at_hire        boolean,
    parent         uuid,
    reason         text        not null check (btrim(reason) <> ''),
    by_person      uuid        not null,
    organization   uuid,
    proposed_at    timestamptz not null,
    state          text        not null check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'POSTPONED', 'WITHDRAWN')),
    unique (framework, number)
);
create index proposals_by_item on cocreation.proposals (framework, item);

-- What became of a proposal, and what it was before: entries are only added, the last one counts.
create table cocreation.resolutions (
    proposal     uuid        not null references cocreation.proposals,
    number       int         not null,
    state        text        not null check (state in ('OPEN', 'ACCEPTED', 'DECLINED', 'POSTPONED', 'WITHDRAWN')),
    reason       text,
    -- another wording than the proposed one
    wording      text,
    -- the act that carried it out, or took it back
    act          bigint,
    by_person    uuid        not null,
    organization uuid,
    at           timestamptz not null,
    primary key (proposal, number)
);

-- Who agrees and who does not; entries are only added, a person's last one counts.
create table cocreation.opinions (
    proposal     uuid        not null references cocreation.proposals,
    number       int         not null,
    by_person    uuid        not null,
    organization uuid,
    -- null: what was said before is taken back
    agrees       boolean,
    reason       text,
    at           timestamptz not null,
    primary key (proposal, number)
);

create table cocreation.threads (
    id          uuid        primary key,
    framework   uuid        not null references cocreation.workspaces,
    item        uuid        not null,
    -- the item as it was called then
    called      text        not null,
    opened_by   uuid        not null,
    opened_at   timestamptz not null,
    resolved_by uuid,
    resolved_at timestamptz
);
create index threads_by_item on cocreation.threads (framework, item);

create table cocreation.comments (
    id           uuid        primary key,
    thread       uuid        not null references cocreation.threads,
    text         text        not null check (btrim(text) <> ''),
    by_person    uuid        not null,
    organization uuid,
    at           timestamptz not null,
    edited_at    timestamptz
);
create index comments_by_thread on cocreation.comments (thread, at);

-- What a comment said before it was edited.
create table cocreation.comment_texts (
    comment uuid        not null references cocreation.comments,
    number  int         not null,
    text    text        not null,
    until   timestamptz not null,
    primary key (comment, number)
);

-- What open pages are told: numbered without gaps and in the order of commits, for each framework.
create table cocreation.happenings (
    framework uuid        not null references cocreation.workspaces,
    number    bigint      not null,
    kind      text        not null check (kind in ('PROPOSED', 'OPINION', 'RESOLVED', 'COMMENTED', 'THREAD', 'ROUND', 'PEOPLE')),
    -- the proposal, thread or round
    subject   uuid,
    item      uuid,
    sentence  text        not null,
    by_person uuid        not null,
    at        timestamptz not null,
    primary key (framework, number)
);

-- Who has a page open, and where: a minute's memory.
create table cocreation.presences (
    framework uuid        not null references cocreation.workspaces,
    person    uuid        not null,
    tab       text        not null,
    item      uuid,
    editing   boolean     not null default false,
    seen_at   timestamptz not null,
    primary key (framework, person, tab)
);

-- Who wants no letters about workspaces, and what was told already.
create table cocreation.letters_off (
    person uuid        primary key,
    off_at timestamptz not null
);
create table cocreation.told (
    framework uuid        not null references cocreation.workspaces,
    person    uuid        not null,
    -- the newest happening that was told of
    happening bigint      not null,
    at        timestamptz not null,
    primary key (framework, person)
);

do $$
declare name text;
begin
    foreach name in array array['invitations', 'rounds', 'proposals', 'threads', 'happenings', 'presences'] loop
        execute format('alter table cocreation.%I enable row level security', name);
        execute format('create policy reach on cocreation.%I using ((select house.everything())
            or framework = any ((select cocreation.mine())::uuid[]))', name);
    end loop;
    foreach name in array array['resolutions', 'opinions'] loop
        execute format('alter table cocreation.%I enable row level security', name);
        execute format('create policy reach on cocreation.%I using ((select house.everything())
            or exists (select from cocreation.proposals p where p.id = proposal))', name);
    end loop;
end $$;
alter table cocreation.comments enable row level security;
create policy reach on cocreation.comments using ((select house.everything())
    or exists (select from cocreation.threads t where t.id = thread));
alter table cocreation.comment_texts enable row level security;
create policy reach on cocreation.comment_texts using ((select house.everything())
    or exists (select from cocreation.comments c where c.id = comment));
alter table cocreation.letters_off enable row level security;
create policy reach on cocreation.letters_off using ((select house.everything()) or person = (select house.person()));
alter table cocreation.told enable row level security;
create policy reach on cocreation.told using ((select house.everything()));

-- Whoever takes part in a workspace also writes on behalf of the organization that owns the framework.
drop policy written on audit.entry;
create policy written on audit.entry for insert with check (
    (select house.everything())
    or (organization is null
        or organization = any ((select house.organizations())::text[])
        or organization in (select p.convener::text from partnerships.partnership p)
        or organization in (select c.owner::text from alignment.crosswalks c where c.id = any ((select alignment.behind())::uuid[]))
        or organization in (select w.owner::text from cocreation.workspaces w)
        or (select house.administrator()))
       and (actor not like 'person:%' or actor = (select audit.own_alias())));
