-- A guest says for whom they are there; the facilitator, who sees the room, lets them in or turns them away.
alter table partnerships.participant add column let_in_at timestamptz, add column let_in_by uuid;
update partnerships.participant set let_in_at = joined_at;
