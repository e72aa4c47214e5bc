-- How much of a run was answered before the server that works on it took it up: how long the rest takes is told by its own pace.
alter table alignment.runs add column done_before integer;
