-- A file that waits is kept in gzip: a large one is not to come over the wire whole, and in hexadecimal digits, whenever somebody looks at it.
alter table frameworks.pending_imports
    -- how long the file is; null where it is kept as it came
    add column bytes bigint;
-- it is packed already
alter table frameworks.pending_imports alter column package set storage external;
