-- What an organization awards, and the CFItems that each award proves.
create schema programs;

create table programs.achievements (
    id               uuid primary key,
    organization     uuid not null,
    name             text not null,
    description      text not null,
    criteria         text not null,
    achievement_type text not null,
    human_code       text,
    course           text,
    defined_at       timestamptz not null,
    unique (organization, name)
);

create table programs.achievement_items (
    achievement uuid not null references programs.achievements on delete cascade,
    ordinal     integer not null,
    item        text not null,
    primary key (achievement, ordinal),
    unique (achievement, item)
);
create index achievement_items_by_item on programs.achievement_items (item);
