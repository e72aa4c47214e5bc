-- Organizations that took part elsewhere: a partnership that moved with its convener knows them by name, until they are invited here.
create table partnerships.known_by_name (
    partnership  uuid not null references partnerships.partnership,
    organization uuid not null,
    name         text not null check (length(name) between 1 and 200),
    primary key (partnership, organization)
);
alter table partnerships.known_by_name enable row level security;
create policy reach on partnerships.known_by_name using ((select house.everything())
    or partnership = any ((select partnerships.joined())::uuid[]));
