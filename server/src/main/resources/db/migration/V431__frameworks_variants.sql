-- Frameworks that were derived from another one here: their own, with their own identifiers, and every item says where it comes from.
create table frameworks.variants (
    framework      uuid        primary key references frameworks.documents,
    owner          uuid        not null,
    source         uuid        not null references frameworks.documents,
    -- the version of the source that was taken last: the common ground of the next three-way merge
    source_version integer     not null,
    -- whether the whole was taken, so that new top items come along
    whole          boolean     not null,
    taken_at       timestamptz not null
);
create index variants_by_source on frameworks.variants (source);
create index variants_by_owner on frameworks.variants (owner);

alter table frameworks.variants enable row level security;
create policy open on frameworks.variants for select using (exists (
    select from frameworks.documents d where d.identifier = framework));
create policy reach on frameworks.variants using ((select house.everything()) or owner = any ((select house.organizations())::uuid[]));
