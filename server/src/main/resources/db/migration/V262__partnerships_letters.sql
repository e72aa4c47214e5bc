-- Letters of partnerships: who wants none, and what was told already, so that two servers tell it once.
create table partnerships.letters_off (
    person uuid        primary key,
    off_at timestamptz not null
);
alter table partnerships.letters_off enable row level security;
create policy reach on partnerships.letters_off using ((select house.everything()) or person = (select house.person()));

-- one look a day at each partnership with an open round, by whichever server comes first
create table partnerships.look (
    partnership uuid not null references partnerships.partnership,
    day         date not null,
    primary key (partnership, day)
);
-- a round that is due on another day is told of again
create table partnerships.reminder (
    partnership  uuid        not null references partnerships.partnership,
    round        uuid        not null references partnerships.round,
    organization uuid        not null,
    kind         text        not null check (kind in ('SOON', 'OVERDUE')),
    due          date        not null,
    told_at      timestamptz not null,
    primary key (round, organization, kind, due)
);
do $$
declare name text;
begin
    foreach name in array array['look', 'reminder'] loop
        execute format('alter table partnerships.%I enable row level security', name);
        execute format('create policy reach on partnerships.%I using ((select house.everything()))', name);
    end loop;
end $$;
