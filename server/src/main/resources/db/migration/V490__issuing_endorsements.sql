-- What one organization says, signed, in favour of another's achievement: that it answers what the organization asks for, as people decided
-- in a published crosswalk. Everybody may read it: it is made to travel with every badge.
create table issuing.endorsement (
    id                uuid primary key,
    organization      uuid not null,
    -- whose achievement it is: they let it travel, or do not
    owner             uuid not null,
    achievement       uuid not null,
    achievement_uri   text not null,
    crosswalk         uuid not null,
    -- the accepted alignments that it names
    associations      uuid[] not null,
    sentence          text not null,
    comment           text not null,
    status_list       uuid not null,
    status_index      integer not null,
    -- the same statement twice: as JSON with a proof, and as a token
    document          bytea not null,
    token             text not null,
    signed_with       text not null,
    signed_by         uuid not null,
    signed_at         timestamptz not null,
    carried           boolean not null,
    withdrawn_at      timestamptz,
    withdrawal_reason text,
    foreign key (status_list, status_index) references issuing.status_index,
    unique (status_list, status_index),
    check (organization <> owner),
    check ((withdrawn_at is null) = (withdrawal_reason is null))
);
create unique index one_standing_endorsement on issuing.endorsement (organization, achievement, crosswalk) where withdrawn_at is null;
create index endorsements_of_an_achievement on issuing.endorsement (achievement);
create index endorsements_received on issuing.endorsement (owner);

alter table issuing.endorsement enable row level security;
create policy open on issuing.endorsement for select using (true);
create policy reach on issuing.endorsement using ((select house.everything())
    or organization = any ((select house.organizations())::uuid[]) or owner = any ((select house.organizations())::uuid[]))
    with check ((select house.everything())
    or organization = any ((select house.organizations())::uuid[]) or owner = any ((select house.organizations())::uuid[]));

-- Which endorsements the badges of a batch carry: written down with the batch, so that a plan always gives the same credential.
create table issuing.batch_endorsement (
    batch       uuid not null,
    achievement uuid not null,
    position    integer not null,
    endorsement uuid not null,
    document    text not null,
    primary key (batch, achievement, position),
    foreign key (batch, achievement) references issuing.batch_achievement
);
alter table issuing.batch_endorsement enable row level security;
create policy reach on issuing.batch_endorsement using ((select house.everything()) or exists (
    select from issuing.batch b where b.id = batch));
