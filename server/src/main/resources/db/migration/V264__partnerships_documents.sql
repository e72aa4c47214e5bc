-- The sponsor's signature, and the charter and the minutes as documents that the convener has signed.
create table partnerships.sponsor_request (
    id          uuid primary key,
    partnership uuid        not null,
    version     int         not null,
    email       text        not null,
    token_hash  bytea       not null unique,
    asked_by    uuid        not null,
    asked_at    timestamptz not null,
    expires_at  timestamptz not null,
    foreign key (partnership, version) references partnerships.charter
);

-- given by the link, or on another day and elsewhere, and recorded by somebody of the lead
create table partnerships.sponsor_sign_off (
    partnership uuid        not null,
    version     int         not null,
    name        text        not null,
    signed_on   date        not null,
    recorded_by uuid,
    written_at  timestamptz not null,
    primary key (partnership, version),
    foreign key (partnership, version) references partnerships.charter
);

create table partnerships.charter_document (
    partnership uuid        not null,
    version     int         not null,
    document    bytea       not null,
    signed_by   uuid        not null,
    signed_at   timestamptz not null,
    primary key (partnership, version),
    foreign key (partnership, version) references partnerships.charter
);

create table partnerships.minutes_document (
    partnership uuid        not null references partnerships.partnership,
    upto        bigint      not null,
    document    bytea       not null,
    signed_by   uuid        not null,
    signed_at   timestamptz not null,
    primary key (partnership, upto)
);

do $$
declare name text;
begin
    foreach name in array array['sponsor_request', 'sponsor_sign_off', 'charter_document', 'minutes_document'] loop
        execute format('alter table partnerships.%I enable row level security', name);
        execute format('create policy reach on partnerships.%I using ((select house.everything())
            or partnership = any ((select partnerships.joined())::uuid[]))', name);
    end loop;
end $$;
