-- The engine's runs over a crosswalk: one when it opens, another when enough was decided or somebody asks. What a run proposed stays, with
-- the numbers behind it, when a later one is shown in its place.
create table alignment.runs (
    id            uuid primary key,
    crosswalk     uuid not null references alignment.crosswalks,
    place         integer not null,
    state         text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    asked_at      timestamptz not null,
    -- null: it came about by itself, after enough decisions
    asked_by      uuid,
    -- it learns from the decisions up to this one, so that a run that is taken up again learns the same
    up_to         bigint not null,
    -- counted when it is begun; whoever works on it knows by the number whether it is still theirs
    attempts      integer not null default 0,
    lives_at      timestamptz,
    started_at    timestamptz,
    ended_at      timestamptz,
    -- a digest of everything it is computed from: a run goes on where it stood only over the same
    over          text,
    step          text,
    done          integer not null default 0,
    in_all        integer not null default 0,
    model_version text,
    learned       jsonb,
    unique (crosswalk, place)
);
create unique index one_run_at_a_time on alignment.runs (crosswalk) where state in ('WAITING', 'RUNNING');
create index runs_that_wait on alignment.runs (asked_at) where state in ('WAITING', 'RUNNING');

alter table alignment.crosswalks add column run uuid; -- the one whose suggestions are shown
alter table alignment.suggestions
    add column run uuid references alignment.runs,
    -- found by asking for the outcome what it answers, not the other way round
    add column from_outcome boolean not null default false,
    add column figures jsonb;

insert into alignment.runs (id, crosswalk, place, state, asked_at, asked_by, up_to, ended_at, model_version)
select gen_random_uuid(), id, 1, 'DONE', opened_at, opened_by, 0, opened_at, model_version from alignment.crosswalks;
update alignment.crosswalks c set run = r.id from alignment.runs r where r.crosswalk = c.id;
update alignment.suggestions s set run = r.id from alignment.runs r where r.crosswalk = s.crosswalk;

alter table alignment.suggestions alter column run set not null;
alter table alignment.suggestions drop constraint suggestions_pkey;
alter table alignment.suggestions add primary key (run, requirement, outcome);
create index suggestions_of_a_pair on alignment.suggestions (crosswalk, requirement, outcome);
create index suggestions_for_an_outcome on alignment.suggestions (run, outcome);

alter table alignment.runs enable row level security;
create policy open on alignment.runs for select using (exists (
    select from alignment.crosswalks c where c.id = crosswalk));
create policy reach on alignment.runs using ((select house.everything())
    or crosswalk = any ((select alignment.behind())::uuid[]));
