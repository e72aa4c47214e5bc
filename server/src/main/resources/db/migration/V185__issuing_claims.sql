-- Which server works on a batch, and how long its word holds: with two servers on one database each batch is worked on by one of them,
-- and by the other soon after the first has died. Without claimed_by, claimed_until says from when on it may be tried again.
alter table issuing.batch add column claimed_by uuid, add column claimed_until timestamptz;
