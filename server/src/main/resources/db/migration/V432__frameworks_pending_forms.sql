-- How a file that somebody looks over is to be read: which framework it updates, which column says what, what becomes of the rest; and, where it
-- is large, how far it has come.
alter table frameworks.pending_imports
    -- the framework that it updates; null where the file says it itself, or is a new one
    add column target      uuid,
    -- the sheet, the line of the headings and the role of each column, one a line; null where the headings decide
    add column mapping     text,
    add column unmentioned text not null default 'AS_THE_FORM_SAYS' check (unmentioned in ('AS_THE_FORM_SAYS', 'KEPT', 'LEFT_OUT')),
    -- LOOKED_AT: a person decides; QUEUED and RUNNING: it comes in by itself; DONE, FAILED
    add column state       text not null default 'LOOKED_AT' check (state in ('LOOKED_AT', 'QUEUED', 'RUNNING', 'DONE', 'FAILED')),
    add column step        text,
    add column claimed_at  timestamptz,
    -- what came of it
    add column framework   uuid,
    add column outcome     text;
create index pending_imports_queued on frameworks.pending_imports (created_at) where state in ('QUEUED', 'RUNNING');
