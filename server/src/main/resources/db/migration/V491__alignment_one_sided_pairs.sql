-- Of which pairs one organization has said something and no other has: the board asks the others about them. It is the organization of the
-- decision that stands.
alter table alignment.pairs add column one_sided boolean not null default false;
alter table alignment.pairs add constraint one_sided_is_not_disputed check (not (one_sided and disputed));

with views as (
    select distinct on (d.crosswalk, d.requirement, d.outcome, coalesce(d.organization, c.owner)) d.crosswalk, d.requirement, d.outcome, d.verdict
      from alignment.decisions d join alignment.crosswalks c on c.id = d.crosswalk
     where not d.resolves
     order by d.crosswalk, d.requirement, d.outcome, coalesce(d.organization, c.owner), d.number desc),
resolutions as (
    select distinct on (crosswalk, requirement, outcome) crosswalk, requirement, outcome, verdict
      from alignment.decisions where resolves order by crosswalk, requirement, outcome, number desc)
update alignment.pairs p set one_sided = true
 where not p.disputed
   and 1 = (select count(*) from views v
             where v.crosswalk = p.crosswalk and v.requirement = p.requirement and v.outcome = p.outcome and v.verdict <> 'REOPENED')
   and not exists (select from resolutions r
                    where r.crosswalk = p.crosswalk and r.requirement = p.requirement and r.outcome = p.outcome and r.verdict <> 'REOPENED');
