-- Organizations whose decisions teach the suggestions of all their partnerships, not only of the one in which they were made. No row: they do not.
create table alignment.teaching (
    organization uuid primary key,
    allowed_at   timestamptz not null,
    allowed_by   uuid not null
);
alter table alignment.teaching enable row level security;
create policy reach on alignment.teaching using ((select house.everything())
    or organization = any ((select house.organizations())::uuid[]));
