-- Which identifier a pair has as a CFAssociation of a type. It stays when the pair is disputed, rejected or taken back, and is the pair's again
-- when it is accepted with the same type: others have copied it, and endorsements name it.
create table alignment.associations (
    identifier  uuid primary key,
    crosswalk   uuid not null references alignment.crosswalks,
    requirement text not null,
    outcome     text not null,
    relation    text not null,
    unique (crosswalk, requirement, outcome, relation)
);
insert into alignment.associations (identifier, crosswalk, requirement, outcome, relation)
select association, crosswalk, requirement, outcome, relation from alignment.pairs where accepted;

alter table alignment.associations enable row level security;
create policy open on alignment.associations for select using (exists (
    select from alignment.crosswalks c where c.id = crosswalk));
create policy reach on alignment.associations using ((select house.everything())
    or crosswalk = any ((select alignment.behind())::uuid[]));
