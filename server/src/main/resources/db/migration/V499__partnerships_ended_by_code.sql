-- A phone that looks again after the end is told of it by the code it has.
create index workshop_by_ended_code on partnerships.workshop (code) where state = 'ENDED';
