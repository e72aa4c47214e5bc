-- Issuance: every credential is written down (its id, its status index, all that it will say) before it is signed.
create schema issuing;

-- A status list: the bits, and the signed credential that publishes them. Its URL never changes, nor does an index get a second owner.
create table issuing.status_list (
    id           uuid primary key,
    organization uuid not null,
    issuer_did   text not null,
    url          text not null unique,
    size         integer not null check (size >= 131072),
    encoded      text not null,
    document     bytea not null,
    sha256       bytea not null,
    signed_at    timestamptz not null
);
create index on issuing.status_list (organization, issuer_did);

create table issuing.status_index (
    list  uuid not null references issuing.status_list,
    index integer not null,
    primary key (list, index)
);

create table issuing.batch (
    id              uuid primary key,
    organization    uuid not null,
    idempotency_key text not null,
    fingerprint     bytea not null,
    issuer_did      text not null,
    issuer_name     text not null,
    issuer_url      text,
    with_clr        boolean not null,
    started_by      uuid not null,
    started_at      timestamptz not null,
    finished_at     timestamptz,
    unique (organization, idempotency_key)
);
create index on issuing.batch (organization, started_at desc);
create index on issuing.batch (id) where finished_at is null;

-- What an achievement said when the batch was planned: a later change of its definition changes no planned credential.
create table issuing.batch_achievement (
    batch            uuid not null references issuing.batch,
    achievement      uuid not null,
    uri              text not null,
    name             text not null,
    description      text not null,
    criteria         text not null,
    achievement_type text not null,
    human_code       text,
    primary key (batch, achievement)
);

create table issuing.batch_alignment (
    batch            uuid not null,
    achievement      uuid not null,
    position         integer not null,
    target_url       text not null,
    target_name      text not null,
    target_code      text,
    target_framework text,
    primary key (batch, achievement, position),
    foreign key (batch, achievement) references issuing.batch_achievement
);

-- One credential, from intent to delivery. The credential's own id is urn:uuid:<id>.
create table issuing.credential (
    id                uuid primary key,
    batch             uuid not null references issuing.batch,
    organization      uuid not null,
    recipient         uuid not null,
    line              integer not null,
    kind              text not null check (kind in ('BADGE', 'CLR')),
    achievement       uuid,
    status_list       uuid not null,
    status_index      integer not null,
    subject_hash      text not null,
    subject_salt      text not null,
    valid_from        timestamptz not null,
    state             text not null check (state in ('planned', 'signed', 'delivered', 'failed')),
    document          bytea,
    signed_at         timestamptz,
    delivered_at      timestamptz,
    failure           text,
    revoked_at        timestamptz,
    revocation_reason text,
    foreign key (status_list, status_index) references issuing.status_index,
    unique (status_list, status_index),
    check (kind = 'CLR' or achievement is not null),
    check (state in ('planned', 'failed') or document is not null)
);
create index on issuing.credential (batch, recipient);
create index on issuing.credential (organization, recipient, achievement);
create index on issuing.credential (batch, state);

-- Rows of the roster that were left out, and why: the batch's report tells all of the roster.
create table issuing.left_out (
    batch  uuid not null references issuing.batch,
    line   integer not null,
    who    text not null,
    reason text not null
);
create index on issuing.left_out (batch, line);
