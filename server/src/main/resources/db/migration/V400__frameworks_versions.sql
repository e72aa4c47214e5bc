-- Every text of a framework that came to stand, one after the other. The standing tables (documents, items, associations, placements) tell
-- the newest; here lies each, whole, for whoever cited an older one and for the difference between two.
create table frameworks.versions (
    framework    uuid        not null references frameworks.documents,
    number       integer     not null check (number > 0),
    recorded_at  timestamptz not null,
    -- who brought or published it; null where that is not known any more
    by_person    uuid,
    -- what the publisher says of it
    note         text        not null,
    -- whether the world may read this text
    published    boolean     not null,
    -- the CFDocument's lastChangeDateTime
    last_change  timestamptz not null,
    -- SHA-256 of the text, hexadecimal
    fingerprint  text        not null,
    items        integer     not null,
    associations integer     not null,
    -- the whole package as strict CASE 1.1, gzip
    package      bytea       not null,
    primary key (framework, number)
);
-- the text is packed already
alter table frameworks.versions alter column package set storage external;

insert into frameworks.versions (framework, number, recorded_at, by_person, note, published, last_change, fingerprint, items,
    associations, package)
select identifier, 1, last_imported, null, '', published, last_change, fingerprint, items, associations, package
  from frameworks.documents;

-- The number of the version that stands.
alter table frameworks.documents add column version integer;
update frameworks.documents set version = 1;
alter table frameworks.documents alter column version set not null;
alter table frameworks.documents drop column package;

-- A version stays what it was. It may be opened, and the person who stands in it may turn out to be another, or be forgotten.
create function frameworks.versions_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE'
        or (new.framework, new.number, new.recorded_at, new.note, new.last_change, new.fingerprint, new.items, new.associations, new.package)
           is distinct from
           (old.framework, old.number, old.recorded_at, old.note, old.last_change, old.fingerprint, old.items, old.associations, old.package)
        or (old.published and not new.published)
    then
        raise exception 'version % of framework % stays as it is', old.number, old.framework using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger versions_stay before update or delete on frameworks.versions
    for each row execute function frameworks.versions_stay();

-- Whoever may read the framework reads its open versions; those from before it was opened are its owner's. Of one that was never opened,
-- whoever may see it sees all.
alter table frameworks.versions enable row level security;
create policy open on frameworks.versions for select using (exists (
    select from frameworks.documents d
     where d.identifier = framework and (versions.published or not d.published)));
create policy reach on frameworks.versions using ((select house.everything()) or exists (
    select from frameworks.documents d where d.identifier = framework and d.owner = any ((select house.organizations())::uuid[])));
