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
