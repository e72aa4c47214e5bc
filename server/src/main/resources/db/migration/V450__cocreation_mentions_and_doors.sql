-- Who is called on by name in a comment; a letter tells them once.
create table cocreation.mentions (
    comment uuid        not null references cocreation.comments,
    person  uuid        not null,
    -- null: no letter told them yet
    told_at timestamptz,
    primary key (comment, person)
);
create index mentions_untold on cocreation.mentions (person) where told_at is null;
alter table cocreation.mentions enable row level security;
create policy reach on cocreation.mentions using ((select house.everything())
    or exists (select from cocreation.comments c where c.id = comment));

-- Organizations whose partners' people may propose changes to published frameworks without being asked for each.
create table cocreation.doors (
    organization uuid        primary key,
    opened_by    uuid        not null,
    opened_at    timestamptz not null
);
alter table cocreation.doors enable row level security;
create policy reach on cocreation.doors using ((select house.everything())
    or organization = any ((select house.organizations())::uuid[]));

-- By whom an invitation was answered, who may have another address than it was sent to.
alter table cocreation.invitations add column answered_by uuid;
