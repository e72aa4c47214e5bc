-- What was made can be changed: members unseated, invitations withdrawn, tasks taken away, partnerships closed. What was said stays.
alter table partnerships.member drop constraint member_standing_check;
alter table partnerships.member add constraint member_standing_check
    check (standing in ('INVITED', 'JOINED', 'DECLINED', 'LEFT', 'UNSEATED', 'WITHDRAWN'));

alter table partnerships.partnership
    add column closed_at timestamptz,
    add column closed_by uuid,
    add constraint partnership_closed_check check ((closed_at is null) = (closed_by is null));

-- the hours that were logged for a task stay when it is taken away
alter table partnerships.task add column taken_away_at timestamptz;
