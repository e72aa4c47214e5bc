-- Credentials that are to be verified again soon, outside of the transaction that found out: their issuers' hosts may be slow.
create table records.look_again (
    credential uuid        primary key references records.held_credential on delete cascade,
    asked_at   timestamptz not null
);
alter table records.look_again enable row level security;
create policy reach on records.look_again using ((select house.everything()));
