-- Crosswalks between a framework that asks and one that answers.
create schema alignment;

create table alignment.crosswalks (
    id            uuid primary key,
    owner         uuid not null,
    title         text not null,
    requirements  uuid not null,
    outcomes      uuid not null,
    published     boolean not null default false,
    model_version text not null,
    opened_at     timestamptz not null,
    opened_by     uuid not null,
    last_change   timestamptz not null,
    unique (owner, requirements, outcomes)
);

-- What the engine proposed, and on what grounds: answerable a year later.
create table alignment.suggestions (
    crosswalk     uuid not null references alignment.crosswalks,
    requirement   text not null,
    rank          integer not null,
    outcome       text not null,
    score         double precision not null,
    probability   double precision not null check (probability between 0 and 1),
    relation      text not null,
    reasons       text[] not null,
    model_version text not null,
    primary key (crosswalk, requirement, outcome)
);

-- Every decision ever made; rows are only added.
create table alignment.decisions (
    number              bigint generated always as identity primary key,
    crosswalk           uuid not null references alignment.crosswalks,
    requirement         text not null,
    outcome             text not null,
    verdict             text not null check (verdict in ('ACCEPTED', 'REJECTED', 'REOPENED')),
    relation            text,
    reason              text not null,
    decided_by          uuid not null,
    decided_at          timestamptz not null,
    -- the wordings that were decided upon: lastChangeDateTime of both items
    requirement_version timestamptz,
    outcome_version     timestamptz,
    -- what the engine had said of the pair, if it had said anything
    probability         double precision,
    model_version       text
);
create index decisions_of_a_pair on alignment.decisions (crosswalk, requirement, outcome, number);

create function alignment.decisions_stay() returns trigger language plpgsql as $$
begin
    raise exception 'a decision stays as it was made';
end $$;
create trigger decisions_stay before update or delete on alignment.decisions
    for each row execute function alignment.decisions_stay();

-- Where each decided pair stands now: a projection of the decisions, written with them.
create table alignment.pairs (
    crosswalk   uuid not null references alignment.crosswalks,
    requirement text not null,
    outcome     text not null,
    decision    bigint not null references alignment.decisions,
    accepted    boolean not null,
    -- an accepted pair is a CFAssociation
    association uuid unique,
    relation    text,
    primary key (crosswalk, requirement, outcome),
    check (accepted = (association is not null) and accepted = (relation is not null))
);
create index pairs_by_requirement on alignment.pairs (requirement) where accepted;
create index pairs_by_outcome on alignment.pairs (outcome) where accepted;
