-- A question that is asked again is a new turn of it: the votes of every turn are kept, and those that were never shown stay private.
alter table partnerships.question add column turn int not null default 0;

create table partnerships.turn (
    partnership uuid        not null references partnerships.partnership,
    question    uuid        not null references partnerships.question,
    number      int         not null check (number > 0),
    asked_at    timestamptz not null,
    revealed_at timestamptz,
    primary key (question, number)
);
alter table partnerships.turn enable row level security;
create policy reach on partnerships.turn using ((select house.everything()) or partnership = any ((select partnerships.joined())::uuid[]));

-- until now a question had one turn, and its votes were on the screen once it was settled
insert into partnerships.turn (partnership, question, number, asked_at, revealed_at)
select partnership, id, 1, asked_at, case when state not in ('WAITING', 'VOTING') then asked_at end
  from partnerships.question where asked_at is not null;
update partnerships.question set turn = 1 where asked_at is not null;

alter table partnerships.vote add column turn int not null default 1;
alter table partnerships.vote alter column turn drop default;
alter table partnerships.vote drop constraint vote_pkey;
alter table partnerships.vote add primary key (question, turn, participant);
alter table partnerships.vote add constraint vote_turn_fkey foreign key (question, turn) references partnerships.turn;

-- whoever has left an organization works for it nowhere any more
delete from partnerships.delegate d
 where not exists (select 1 from organizations.membership m where m.organization = d.organization and m.person = d.person);
