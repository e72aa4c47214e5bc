-- Requirements that an organization has put off: it is asked again when it wants to be.
create table alignment.postponed (
    crosswalk    uuid not null references alignment.crosswalks,
    requirement  text not null,
    organization uuid not null,
    reason       text not null,
    postponed_by uuid not null,
    postponed_at timestamptz not null,
    primary key (crosswalk, requirement, organization)
);
alter table alignment.postponed enable row level security;
create policy reach on alignment.postponed using ((select house.everything())
    or organization = any ((select house.organizations())::uuid[]) and crosswalk = any ((select alignment.behind())::uuid[]));
