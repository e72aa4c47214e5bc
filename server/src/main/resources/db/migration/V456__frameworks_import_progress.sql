-- How far a large import has come, and how often it was begun: a server that dies leaves it running, and another begins it anew.
alter table frameworks.pending_imports
    -- counted when it is begun; whoever works on it knows by the number whether it is still theirs
    add column attempts integer not null default 0,
    -- rows written, of how many; null while that is not known
    add column written  integer,
    add column in_all   integer;
