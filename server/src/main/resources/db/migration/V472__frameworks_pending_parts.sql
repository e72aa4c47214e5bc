-- A file of several frameworks waits once for each of them: which one of the file this is, and what it is called.
alter table frameworks.pending_imports
    add column part integer check (part > 0),
    add column part_title text,
    add constraint a_part_is_called_something check ((part is null) = (part_title is null));
