-- Workshops: one question at a time, private first votes, reveal, decide. All state stands here, so that any server may answer.
create table partnerships.workshop (
    id          uuid primary key,
    partnership uuid        not null references partnerships.partnership,
    crosswalk   uuid,
    title       text        not null,
    code        text        not null,
    guests      boolean     not null,
    state       text        not null check (state in ('OPEN', 'ENDED')),
    -- moves with everything that a screen shows; screens that poll compare it
    version     bigint      not null default 0,
    current     uuid,
    opened_by   uuid        not null,
    opened_at   timestamptz not null,
    ended_at    timestamptz,
    -- the signed minutes, byte for byte
    document    bytea,
    check ((state = 'ENDED') = (ended_at is not null and document is not null))
);
create unique index workshop_by_code on partnerships.workshop (code) where state = 'OPEN';
create index workshop_by_partnership on partnerships.workshop (partnership);

create table partnerships.question (
    id          uuid primary key,
    partnership uuid not null references partnerships.partnership,
    workshop    uuid not null references partnerships.workshop,
    position    int  not null,
    -- a pair of a crosswalk, or a question in words
    requirement text,
    outcome     text,
    words       text not null,
    proposed    text,
    state       text not null check (state in ('WAITING', 'VOTING', 'REVEALED', 'ACCEPTED', 'REJECTED', 'PARKED')),
    asked_at    timestamptz,
    seconds     int  not null default 0,
    relation    text,
    note        text not null default '',
    settled_by  uuid,
    unique (workshop, position),
    check ((requirement is null) = (outcome is null))
);

create table partnerships.participant (
    id           uuid primary key,
    partnership  uuid not null references partnerships.partnership,
    workshop     uuid not null references partnerships.workshop,
    organization uuid not null,
    person       uuid,
    name         text not null,
    token_hash   bytea unique,
    joined_at    timestamptz not null,
    removed_at   timestamptz,
    unique (workshop, person),
    check ((person is null) <> (token_hash is null))
);
create index participant_by_workshop on partnerships.participant (workshop);

create table partnerships.vote (
    partnership uuid not null references partnerships.partnership,
    question    uuid not null references partnerships.question,
    participant uuid not null references partnerships.participant,
    choice      text not null check (choice in ('YES', 'NO', 'UNSURE')),
    relation    text,
    reason      text not null,
    cast_at     timestamptz not null,
    primary key (question, participant)
);

do $$
declare name text;
begin
    foreach name in array array['workshop', 'question', 'participant', 'vote'] loop
        execute format('alter table partnerships.%I enable row level security', name);
        execute format('create policy reach on partnerships.%I using ((select house.everything())
            or partnership = any ((select partnerships.joined())::uuid[]))', name);
    end loop;
end $$;

-- The crosswalks in which editors and reviewers of the person's organizations decide because a partnership shares them.
create function partnerships.shared() returns uuid[] language sql stable parallel safe security definer set search_path = '' as $$
    select coalesce(array_agg(s.subject), '{}') from partnerships.scope s
      join partnerships.member m on m.partnership = s.partnership
     where s.kind = 'crosswalk' and s.shared and m.standing = 'JOINED' and m.part <> 'OBSERVER'
       and m.organization = any (house.organizations())
$$;

-- The people whom partners know by name: who was named, signed, decided, logged or voted in a partnership of the person's.
create function partnerships.people() returns uuid[] language sql stable parallel safe security definer set search_path = '' as $$
    select coalesce(array_agg(distinct person), '{}') from (
        select person from partnerships.delegate where partnership = any (partnerships.joined())
        union all select signed_by from partnerships.sign_off where partnership = any (partnerships.joined())
        union all select written_by from partnerships.minute where partnership = any (partnerships.joined())
        union all select person from partnerships.participant
                   where partnership = any (partnerships.joined()) and person is not null
        union all select d.decided_by from alignment.decisions d where d.crosswalk = any (partnerships.shared())) as known
$$;
