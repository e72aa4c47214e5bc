-- A partnership as a cohort: parts and invitations of its members, charter with sign-off, rounds with tasks, hours, minutes, starter packs.

-- A name is the convener's own matter: nobody learns from a refusal what others call theirs.
alter table partnerships.partnership drop constraint partnership_name_key;
alter table partnerships.partnership add constraint partnership_name unique (convener, name);

alter table partnerships.member
    add column part        text not null default 'OBSERVER' check (part in ('LEAD', 'EDUCATOR', 'EMPLOYER', 'OBSERVER')),
    add column standing    text not null default 'JOINED' check (standing in ('INVITED', 'JOINED', 'DECLINED', 'LEFT')),
    add column asked_by    uuid,
    add column asked_at    timestamptz,
    add column answered_by uuid,
    add column answered_at timestamptz;
update partnerships.member m
   set part = case when p.convener = m.organization then 'LEAD' when o.kind in ('EDUCATOR', 'EMPLOYER') then o.kind else 'OBSERVER' end,
       asked_at = p.founded_at, answered_at = p.founded_at
  from partnerships.partnership p, organizations.organization o
 where p.id = m.partnership and o.id = m.organization;
alter table partnerships.member alter column part drop default, alter column standing drop default;
create index member_by_organization on partnerships.member (organization);

alter table partnerships.scope drop constraint scope_kind_check;
alter table partnerships.scope add constraint scope_kind_check check (kind in ('framework', 'crosswalk', 'programme'));
-- a crosswalk that its owner's own editor brought in is worked on by all members; another is read by whoever may read it anyway
alter table partnerships.scope add column shared boolean not null default false;

create table partnerships.charter (
    partnership          uuid        not null references partnerships.partnership,
    version              int         not null check (version > 0),
    purpose              text        not null,
    sponsor_name         text        not null default '',
    sponsor_title        text        not null default '',
    sponsor_organization text        not null default '',
    written_by           uuid,
    written_at           timestamptz not null,
    primary key (partnership, version)
);
insert into partnerships.charter (partnership, version, purpose, written_at)
select id, 1, charter, founded_at from partnerships.partnership;
alter table partnerships.partnership drop column charter;

create table partnerships.commitment (
    partnership  uuid          not null,
    version      int           not null,
    organization uuid          not null,
    text         text          not null,
    hours        numeric(7, 1) not null check (hours >= 0),
    primary key (partnership, version, organization),
    foreign key (partnership, version) references partnerships.charter
);

create table partnerships.milestone (
    partnership uuid not null,
    version     int  not null,
    id          uuid not null,
    position    int  not null,
    title       text not null,
    due         date not null,
    primary key (partnership, version, id),
    foreign key (partnership, version) references partnerships.charter
);

create table partnerships.milestone_reached (
    partnership uuid        not null references partnerships.partnership,
    milestone   uuid        not null,
    reached_by  uuid        not null,
    reached_at  timestamptz not null,
    primary key (partnership, milestone)
);

create table partnerships.sign_off (
    partnership  uuid        not null,
    version      int         not null,
    organization uuid        not null,
    signed_by    uuid        not null,
    signed_at    timestamptz not null,
    primary key (partnership, version, organization),
    foreign key (partnership, version) references partnerships.charter
);

-- the people whom a member named
create table partnerships.delegate (
    partnership  uuid        not null references partnerships.partnership,
    organization uuid        not null,
    person       uuid        not null,
    named_by     uuid        not null,
    named_at     timestamptz not null,
    primary key (partnership, organization, person)
);

create table partnerships.round (
    id          uuid primary key,
    partnership uuid not null references partnerships.partnership,
    number      int  not null,
    name        text not null,
    goal        text not null,
    opens       date not null,
    due         date not null check (due >= opens),
    state       text not null check (state in ('PLANNED', 'OPEN', 'CLOSED')),
    opened_at   timestamptz,
    closed_at   timestamptz,
    closed_by   uuid,
    unique (partnership, number)
);

-- asked of one member, or of all that have a part
create table partnerships.task (
    id           uuid primary key,
    partnership  uuid not null references partnerships.partnership,
    round        uuid not null references partnerships.round,
    position     int  not null,
    organization uuid,
    part         text check (part in ('LEAD', 'EDUCATOR', 'EMPLOYER')),
    kind         text not null check (kind in ('REVIEW_SUGGESTIONS', 'DECIDE_PAIRS', 'BRING_FRAMEWORK', 'CONFIRM_OUTCOMES', 'OTHER')),
    subject      uuid,
    title        text not null,
    check ((organization is null) <> (part is null))
);
create index task_by_round on partnerships.task (round);

create table partnerships.task_done (
    partnership  uuid        not null references partnerships.partnership,
    task         uuid        not null references partnerships.task,
    organization uuid        not null,
    done_by      uuid        not null,
    done_at      timestamptz not null,
    primary key (task, organization)
);

create table partnerships.hours (
    id           uuid primary key,
    partnership  uuid          not null references partnerships.partnership,
    organization uuid          not null,
    round        uuid references partnerships.round,
    task         uuid references partnerships.task,
    hours        numeric(5, 2) not null check (hours > 0 and hours <= 200),
    worked_on    date          not null,
    note         text          not null,
    logged_by    uuid          not null,
    logged_at    timestamptz   not null
);
create index hours_by_partnership on partnerships.hours (partnership);

-- What was decided; entries are only added.
create table partnerships.minute (
    number       bigint generated always as identity primary key,
    partnership  uuid        not null references partnerships.partnership,
    kind         text        not null,
    text         text        not null,
    organization uuid,
    workshop     uuid,
    written_by   uuid        not null,
    written_at   timestamptz not null
);
create index minute_by_partnership on partnerships.minute (partnership, number);
create function partnerships.minutes_stay() returns trigger language plpgsql as $$
begin
    raise exception 'minutes stay as they were written';
end $$;
create trigger minutes_stay before update or delete on partnerships.minute
    for each row execute function partnerships.minutes_stay();

-- An organization that is not here yet is invited through one of its people.
create table partnerships.mail_invitation (
    id                uuid primary key,
    partnership       uuid        not null references partnerships.partnership,
    organization_name text        not null,
    kind              text        not null check (kind in ('EDUCATOR', 'EMPLOYER', 'COALITION', 'AGENCY')),
    part              text        not null check (part in ('EDUCATOR', 'EMPLOYER', 'OBSERVER')),
    person_name       text        not null,
    email             text        not null,
    token_hash        bytea       not null unique,
    asked_by          uuid        not null,
    asked_at          timestamptz not null,
    expires_at        timestamptz not null,
    answered_at       timestamptz,
    answer            text check (answer in ('TAKEN_UP', 'DECLINED', 'WITHDRAWN')),
    organization      uuid,
    check ((answer is null) = (answered_at is null))
);
create index mail_invitation_by_partnership on partnerships.mail_invitation (partnership);

create table partnerships.pack (
    id                   uuid primary key,
    owner                uuid          not null,
    name                 text          not null,
    job_role             text          not null,
    purpose              text          not null,
    sponsor_name         text          not null,
    sponsor_title        text          not null,
    sponsor_organization text          not null,
    educator_commitment  text          not null,
    educator_hours       numeric(7, 1) not null,
    employer_commitment  text          not null,
    employer_hours       numeric(7, 1) not null,
    made_by              uuid          not null,
    made_at              timestamptz   not null,
    unique (owner, name)
);
create table partnerships.pack_framework (
    pack      uuid not null references partnerships.pack,
    position  int  not null,
    framework uuid not null,
    primary key (pack, position)
);
create table partnerships.pack_crosswalk (
    pack         uuid not null references partnerships.pack,
    position     int  not null,
    title        text not null,
    requirements uuid not null,
    outcomes     uuid not null,
    baseline     uuid,
    primary key (pack, position)
);
create table partnerships.pack_milestone (
    pack     uuid not null references partnerships.pack,
    position int  not null,
    title    text not null,
    days     int  not null,
    primary key (pack, position)
);
create table partnerships.pack_round (
    pack        uuid not null references partnerships.pack,
    number      int  not null,
    name        text not null,
    goal        text not null,
    opens_after int  not null,
    due_after   int  not null,
    primary key (pack, number)
);
create table partnerships.pack_task (
    pack      uuid not null,
    number    int  not null,
    position  int  not null,
    part      text not null,
    kind      text not null,
    crosswalk int,
    framework uuid,
    title     text not null,
    primary key (pack, number, position),
    foreign key (pack, number) references partnerships.pack_round
);

-- The second wall. Whoever is invited sees that there is a partnership and what it asks; the rest is for those who joined.
create function partnerships.known() returns uuid[] language sql stable parallel safe security definer set search_path = '' as $$
    select coalesce(array_agg(m.partnership), '{}') from partnerships.member m
     where m.organization = any (house.organizations()) and m.standing in ('INVITED', 'JOINED')
$$;
create function partnerships.joined() returns uuid[] language sql stable parallel safe security definer set search_path = '' as $$
    select coalesce(array_agg(m.partnership), '{}') from partnerships.member m
     where m.organization = any (house.organizations()) and m.standing = 'JOINED'
$$;

-- partnership, member and scope have their policies with all older tables (V190).
do $$
declare name text;
begin
    foreach name in array array['charter', 'commitment', 'milestone', 'milestone_reached'] loop
        execute format('alter table partnerships.%I enable row level security', name);
        execute format('create policy reach on partnerships.%I using ((select house.everything())
            or partnership = any ((select partnerships.known())::uuid[]))', name);
    end loop;
    foreach name in array array['sign_off', 'delegate', 'round', 'task', 'task_done', 'hours', 'minute', 'mail_invitation'] loop
        execute format('alter table partnerships.%I enable row level security', name);
        execute format('create policy reach on partnerships.%I using ((select house.everything())
            or partnership = any ((select partnerships.joined())::uuid[]))', name);
    end loop;
    foreach name in array array['pack_framework', 'pack_crosswalk', 'pack_milestone', 'pack_round', 'pack_task'] loop
        execute format('alter table partnerships.%I enable row level security', name);
        execute format('create policy reach on partnerships.%I using ((select house.everything())
            or exists (select 1 from partnerships.pack p where p.id = pack))', name);
    end loop;
end $$;
-- whoever declines says so in the minutes, without reading them
create policy told on partnerships.minute for insert with check (partnership = any ((select partnerships.known())::uuid[]));
alter table partnerships.pack enable row level security;
create policy reach on partnerships.pack using ((select house.everything()) or owner = any ((select house.organizations())::uuid[]));
