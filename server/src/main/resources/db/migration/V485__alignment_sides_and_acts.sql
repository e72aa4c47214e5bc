-- Each decision says for which organization it was made (before this it was not kept: then it counts as the owner's), in which act (a bulk is
-- one act), which act it takes back, whether it settles what organizations see differently, and upon which words it was made.
alter table alignment.decisions
    add column organization uuid,
    add column act uuid,
    add column undoes uuid,
    add column resolves boolean not null default false,
    add column requirement_wording text,
    add column outcome_wording text;
create index decisions_by_person on alignment.decisions (crosswalk, decided_by, number);
create index decisions_of_an_act on alignment.decisions (crosswalk, act) where act is not null;
create index decisions_that_undo on alignment.decisions (crosswalk, undoes) where undoes is not null;

-- A pair of which organizations say different things is decided, and counts as accepted for nobody until it is resolved.
alter table alignment.pairs add column disputed boolean not null default false;
alter table alignment.pairs add constraint disputed_is_not_accepted check (not (accepted and disputed));
