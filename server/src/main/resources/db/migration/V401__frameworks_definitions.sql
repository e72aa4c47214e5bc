-- What the links inside a framework mean, and how its items are judged: each an object of its own in the CASE API.
create table frameworks.definitions (
    framework      uuid    not null references frameworks.documents,
    kind           text    not null check (kind in ('CONCEPT', 'SUBJECT', 'LICENSE', 'ITEM_TYPE', 'GROUPING', 'RUBRIC')),
    identifier     uuid    not null,
    -- its place in the package
    ordinal        integer not null,
    title          text,
    -- a child's code begins with its parent's
    hierarchy_code text,
    -- the object as strict CASE 1.1
    body           text    not null,
    primary key (framework, kind, identifier)
);
create index definitions_by_identifier on frameworks.definitions (identifier);

alter table frameworks.definitions enable row level security;
create policy open on frameworks.definitions for select using (exists (
    select from frameworks.documents d where d.identifier = framework));
create policy reach on frameworks.definitions using ((select house.everything()) or exists (
    select from frameworks.documents d where d.identifier = framework and d.owner = any ((select house.organizations())::uuid[])));

-- An item that a package takes over from another document (CASE 1.1 implementation guide 4.4) goes on naming the document it is from.
alter table frameworks.items add column home uuid;
alter table frameworks.items add column home_uri text;

-- Frameworks from before are read once more from their packages when the server starts.
alter table frameworks.documents add column parts_written boolean not null default false;
